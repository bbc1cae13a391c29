"""What is asked of a kind of meeting on a day: data, in the YAML files beside this one."""

from jiceng.meetings.kinds.reading import KindFault, Rules, known, label_of, of

__all__ = ["KindFault", "Rules", "known", "label_of", "of"]
