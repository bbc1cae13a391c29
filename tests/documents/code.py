"""A QR code read back from a picture of the page, as a phone would: modules, mask, codewords, bytes (ISO/IEC 18004,
byte mode, versions 1 to 6, level M). Nothing is corrected: a code that needs it is not drawn well."""

import pypdfium2

MM = 72 / 25.4  # points
SIDE, BELOW = 11, 13.5  # millimetres: the code's side, and how far its foot lies under the text
LEFT, RIGHT, BOTTOM = 28, 184, 262
BLOCKS = {1: (1, 16), 2: (1, 28), 3: (1, 44), 4: (2, 32), 5: (2, 43), 6: (4, 27)}
MASKS = (
    lambda r, c: (r + c) % 2,
    lambda r, c: r % 2,
    lambda r, c: c % 3,
    lambda r, c: (r + c) % 3,
    lambda r, c: (r // 2 + c // 3) % 2,
    lambda r, c: r * c % 2 + r * c % 3,
    lambda r, c: (r * c % 2 + r * c % 3) % 2,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2,
)
FORMAT = [(8, 0), (8, 1), (8, 2), (8, 3), (8, 4), (8, 5), (8, 7), (8, 8), (7, 8)]
FORMAT += [(row, 8) for row in (5, 4, 3, 2, 1, 0)]


def code_on(content: bytes) -> str:
    """What the code on the last page of a PDF says; odd pages bear it at the left, even ones at the right."""
    paper = pypdfium2.PdfDocument(content)
    page = paper[len(paper) - 1]
    left = LEFT if len(paper) % 2 else RIGHT - SIDE
    foot = 297 - BOTTOM - BELOW
    crop = (left * MM, foot * MM, (210 - left - SIDE) * MM, (297 - foot - SIDE) * MM)
    dark = page.render(scale=8, crop=crop, grayscale=True).to_numpy().squeeze() < 128
    return decoded(modules_of(dark))


def modules_of(dark) -> list[list[bool]]:
    """The picture as modules: the frame of the first corner is seven of them long."""
    side = len(dark)
    row = list(dark[side // 60])
    size = side / round(side / (row.index(False) / 7))
    count = round(side / size)
    middle = [int((place + 0.5) * size) for place in range(count)]
    return [[bool(dark[y][x]) for x in middle] for y in middle]


def decoded(modules: list[list[bool]]) -> str:
    side = len(modules)
    version = (side - 17) // 4
    bits = sum(modules[r][c] << (14 - place) for place, (r, c) in enumerate(FORMAT)) ^ 0b101010000010010
    assert bits >> 13 == 0, "not of level M"
    masked = MASKS[bits >> 10 & 7]
    stream = [modules[r][c] ^ (masked(r, c) == 0) for r, c in _way(side, version)]
    codewords = [_number(stream[at : at + 8]) for at in range(0, len(stream) - 7, 8)]
    blocks, each = BLOCKS[version]
    data = [codewords[place * blocks + block] for block in range(blocks) for place in range(each)]
    stream = [bool(word >> place & 1) for word in data for place in range(7, -1, -1)]
    assert _number(stream[:4]) == 4, "not in byte mode"
    length = _number(stream[4:12])
    return bytes(_number(stream[at : at + 8]) for at in range(12, 12 + 8 * length, 8)).decode()


def _number(bits: list[bool]) -> int:
    return sum(bit << place for place, bit in enumerate(reversed(bits)))


def _way(side: int, version: int):
    """Modules that bear data, two columns at a time from the right, up and down in turn."""
    up = True
    for right in (*range(side - 1, 6, -2), 5, 3, 1):
        for r in range(side - 1, -1, -1) if up else range(side):
            yield from ((r, c) for c in (right, right - 1) if not _is_frame(r, c, side, version))
        up = not up


def _is_frame(r: int, c: int, side: int, version: int) -> bool:
    corner = (r < 9 and (c < 9 or c >= side - 8)) or (r >= side - 8 and c < 9)
    small = version > 1 and abs(r - side + 7) <= 2 and abs(c - side + 7) <= 2
    return corner or small or r == 6 or c == 6
