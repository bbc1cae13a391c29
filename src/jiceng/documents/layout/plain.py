"""A plain sheet with the styles of the standard, for templates: title, body, lines at the end."""

from io import BytesIO

from jiceng.documents.body import blocks
from jiceng.documents.layout.docx import paper, write_body
from jiceng.documents.layout.docx import write_text as put


def plain(title: str, text: str, signed: tuple[str, ...]) -> bytes:
    word = paper()
    put(word, "公文标题", title)
    put(word, "主送机关")
    write_body(
        word,
        [
            {
                "level": one.level,
                "lead": one.lead,
                "text": one.text,
                "label": "",
                "rows": [list(row) for row in one.rows],
            }
            for one in blocks(text)
        ],
    )
    put(word, "主送机关")
    for line in signed:
        put(word, "成文日期", line)
    word.core_properties.title = title
    out = BytesIO()
    word.save(out)
    return out.getvalue()
