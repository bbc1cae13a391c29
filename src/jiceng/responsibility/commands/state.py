"""What the commands here share."""


def name_of(by) -> str:
    """Who acts, as rows name them."""
    return str(by or "系统")[:120]
