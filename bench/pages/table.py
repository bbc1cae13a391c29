"""The pages that are measured: label, URL name, which ids it takes, query string."""

PAGES: list[tuple[str, str, tuple[str, ...], str]] = [
    ("今日", "today", (), ""),
]
