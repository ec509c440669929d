"""Lines, marks and words as SVG for paper; colours stand beside a shape that says the same."""

from html import escape
from unicodedata import east_asian_width

INK = "#1a1d21"
SOFT = "#5b6168"
LINE = "#d9d4c9"
WASH = "#f1ede5"
PAPER = "#ffffff"
COLOURS = {
    "management": "#0072b2",
    "customers": "#d55e00",
    "employees": "#00795a",
    "estimate": INK,
}
TEXT_COLOURS = {**COLOURS, "customers": "#b34e00"}  # the same hue, dark enough for small type
FONT = "Plex Sans"
SMALL = 8.5
STRONG = 9.5
_WIDTH_OF_A_LETTER = 0.56  # of the size of the type, on average
_WIDTH_OF_A_SIGN = 1.0  # Japanese fills a square


def svg(width: float, height: float, title: str, parts: list[str]) -> str:
    """A drawing with its text alternative, which PDF and screen readers take from the title."""
    name = escape(title)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(width)} {_n(height)}" '
        f'width="{_n(width)}" height="{_n(height)}" role="img" aria-label="{name}" '
        # A drawing runs from left to right in every language, and so do its anchors.
        f'direction="ltr">'
        f"<title>{name}</title>{''.join(parts)}</svg>"
    )


def rule(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    *,
    colour: str = LINE,
    width: float = 1,
    dash: str = "",
) -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" '
        f'stroke="{colour}" stroke-width="{_n(width)}"{dashed}/>'
    )


def box(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str = INK,
    edge: str = "",
) -> str:
    stroke = f' stroke="{edge}" stroke-width="1"' if edge else ""
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" '
        f'fill="{fill}"{stroke}/>'
    )


def area(points: list[tuple[float, float]], fill: str) -> str:
    return f'<polygon points="{_pairs(points)}" fill="{fill}"/>'


def path(points: list[tuple[float, float]], *, colour: str, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline points="{_pairs(points)}" fill="none" stroke="{colour}" '
        f'stroke-width="2"{dashed}/>'
    )


def mark(role: str, x: float, y: float, *, radius: float = 4.6) -> str:
    """Filled square management, open circle customers, triangle employees, dot estimate."""
    colour = COLOURS.get(role, INK)
    if role == "management":
        side = radius * 1.8
        return box(x - side / 2, y - side / 2, side, side, fill=colour)
    if role == "employees":
        corners = [(x, y - radius), (x + radius, y + radius * 0.8), (x - radius, y + radius * 0.8)]
        return area(corners, colour)
    if role == "customers":
        look = f'fill="{PAPER}" stroke="{colour}" stroke-width="{_n(radius / 2)}"'
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius * 0.85)}" {look}/>'
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius * 0.8)}" fill="{colour}"/>'


def words(
    text: str,
    x: float,
    y: float,
    *,
    size: float = SMALL,
    colour: str = SOFT,
    anchor: str = "start",
    strong: bool = False,
    backed: bool = False,
) -> str:
    """One line of text; `y` is its middle. `backed` keeps lines from running through it."""
    weight = ' font-weight="600"' if strong else ""
    back = ""
    if backed:
        width = width_of(text, size)
        left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
        back = box(left, y - size * 0.55, width, size * 1.1, fill=PAPER)
    return back + (
        f'<text x="{_n(x)}" y="{_n(y + size * 0.35)}" font-family="{FONT}" font-size="{_n(size)}" '
        f'fill="{colour}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'
    )


def width_of(text: str, size: float) -> float:
    """About how wide a text is: a drawing for paper has no ruler."""
    wide = sum(east_asian_width(letter) in "WF" for letter in text)
    return (wide * _WIDTH_OF_A_SIGN + (len(text) - wide) * _WIDTH_OF_A_LETTER) * size


def _pairs(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(number: float) -> str:
    """A number as short as it can be, the same on every machine."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
