"""The result of a vote as a sentence, with the rule that it rests on."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.institutions.enums import Base
from jiceng.kernel.words import strung
from jiceng.meetings.enums_votes import Grade, PollForm, PollWay, Scale, Voice, grades_of
from jiceng.meetings.models import Poll
from jiceng.meetings.queries.quorum import share_text
from jiceng.meetings.queries.votes.results import Count, asked_of
from jiceng.meetings.votes.deciding import Outcome, Verdict
from jiceng.meetings.votes.marks import OTHER


class Lines(dict[str, str]):
    """Key of a line -> what a person reads; the key of a name written in is the name."""

    def __missing__(self, line: str) -> str:
        if not line.startswith(OTHER):
            raise KeyError(line)
        return _("%(name)s（另选）") % {"name": line.removeprefix(OTHER)}


def lines_in_words(poll: Poll) -> Lines:
    if poll.form == PollForm.MOTION:
        return Lines({str(voice): str(voice.label) for voice in Voice})
    names = Lines({str(one.pk): one.name for one in poll.options.all()})
    if poll.form == PollForm.CHOICE:
        return names
    return Lines(_graded(names, poll.scale))


def _graded(names: dict[str, str], scale: str) -> dict[str, str]:
    return {
        f"{key}:{grade}": _("%(name)s：%(grade)s") % {"name": name, "grade": word}
        for key, name in names.items()
        for grade, word in grades_of(scale)
    }


def heads_in_words(poll: Poll, found: Count, excluded: int) -> str:
    values = {
        "entitled": found.heads.entitled,
        "present": found.heads.present,
        "excluded": excluded,
        "issued": found.ballots.issued,
        "returned": found.ballots.returned,
        "valid": found.ballots.valid,
        "void": found.ballots.void,
    }
    parts = [_("应到%(entitled)s人，实到%(present)s人") % values]
    if excluded:
        parts.append(_("回避%(excluded)s人") % values)
    if poll.way != PollWay.HANDS:
        parts.append(_("发出选票%(issued)s张，收回%(returned)s张，有效%(valid)s张，废票%(void)s张") % values)
    return strung(parts, "，") + _("。")


def votes_in_words(poll: Poll, found: Count) -> str:
    words = lines_in_words(poll)
    if poll.form == PollForm.GRADES:
        return ""
    pairs = [
        _("%(line)s%(votes)s票") % {"line": words[line], "votes": votes}
        for line, votes in sorted(found.lines.items(), key=lambda pair: _place(poll, pair))
    ]
    return strung(pairs, "，") + _("。")


def _place(poll: Poll, pair: tuple[str, int]) -> tuple:
    """Candidates by votes; the answers of a motion as they stand on the ballot."""
    return (0,) if poll.form == PollForm.MOTION else (-pair[1],)


def share_in_words(poll: Poll) -> str:
    """「实到人数的过半数」, as the rule has it."""
    majority = asked_of(poll).majority
    if not majority.asks:
        return ""
    values = {"base": Base(majority.base).label, "share": share_text(majority)}
    return _("%(base)s的%(share)s") % values


def rule_in_words(poll: Poll, outcome: Outcome) -> str:
    values = {"source": poll.source, "share": share_in_words(poll), "needed": outcome.needed}
    if poll.form == PollForm.GRADES:
        return _("依据%(source)s。") % values
    return (
        ngettext(
            "依据%(source)s，须达到%(share)s，即%(needed)s票。",
            "依据%(source)s，须达到%(share)s，即%(needed)s票。",
            outcome.needed,
        )
        % values
    )


def _graded_in_words(poll: Poll, outcome: Outcome, names: Lines) -> str:
    """The middle grade of each who reported; no cap, no proposal: a person decides later."""
    words = dict(grades_of(poll.scale))
    pairs = [(names[key], words[grade]) for key, grade in outcome.grades]
    said = strung(_("%(name)s：%(grade)s") % {"name": name, "grade": word} for name, word in pairs)
    return _("按半数以上测评票达到的等次：%(grades)s。") % {"grades": said}


def verdict_in_words(poll: Poll, outcome: Outcome) -> str:
    names = Lines({str(one.pk): one.name for one in poll.options.all()})
    values = {
        "quorum": outcome.quorum,
        "won": strung(names[key] for key in outcome.won),
        "tied": strung(names[key] for key in outcome.tied),
        "left": outcome.left,
        "cap": outcome.cap,
        "undecided": strung(names[key] for key in outcome.undecided),
        "best": strung(names[key] for key, grade in outcome.grades if grade == Grade.EXCELLENT) or _("无"),
    }
    said = {
        Verdict.VOID: _("收回的选票多于发出的选票，表决无效。"),
        Verdict.NO_QUORUM: _("出席人数不足%(quorum)s人，表决无效。") % values,
        Verdict.PASSED: _("通过。"),
        Verdict.FAILED: _("未通过。"),
        Verdict.ELECTED: _("当选：%(won)s。") % values,
        Verdict.GRADED: _("优秀名额最多%(cap)s名，建议优秀：%(best)s。") % values,
    }
    if outcome.verdict == Verdict.RUN_OFF:
        return _won(outcome, values) + _("%(tied)s票数相等，就余下的%(left)s个名额再次投票。") % values
    if outcome.verdict == Verdict.SEATS_LEFT:
        return (
            _won(outcome, values)
            + ngettext(
                "还缺%(left)s名：另行选举，或经同意减少名额。",
                "还缺%(left)s名：另行选举，或经同意减少名额。",
                values["left"],
            )
            % values
        )
    if outcome.verdict == Verdict.GRADED and poll.scale == Scale.REPORT:
        return _graded_in_words(poll, outcome, names)
    if outcome.undecided:
        return said[outcome.verdict] + _("%(undecided)s票数相等，由支部委员会研究。") % values
    return said[outcome.verdict]


def _won(outcome: Outcome, values: dict) -> str:
    return _("当选：%(won)s。") % values if outcome.won else _("无人当选。")


def sentence(poll: Poll, found: Count, outcome: Outcome) -> str:
    """The whole result: who was there, how they voted, which rule, what follows."""
    parts = (
        heads_in_words(poll, found, poll.exclusions.count()),
        votes_in_words(poll, found),
        rule_in_words(poll, outcome),
        verdict_in_words(poll, outcome),
    )
    return "".join(parts)
