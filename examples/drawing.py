"""Simple things to draw a scene with: figures without faces, furniture, screens, trees.

Everything is placed in pixels of the finished picture; nothing is random.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

from PIL import Image, ImageDraw

SIZE = (1200, 800)
DRAWN_AT = 2  # drawn larger and reduced, for smooth edges

Colour: TypeAlias = tuple[int, int, int]

INK: Colour = (74, 82, 92)
PAPER: Colour = (246, 244, 239)
WOOD: Colour = (186, 158, 128)
STEEL: Colour = (150, 162, 172)
LEAF: Colour = (132, 160, 128)
SKY: Colour = (205, 221, 232)
SAND: Colour = (226, 213, 190)
SCREEN: Colour = (176, 204, 220)
WEAR: tuple[Colour, ...] = (
    (112, 132, 158),
    (164, 126, 118),
    (122, 150, 132),
    (152, 138, 168),
    (180, 158, 112),
)


def shade(colour: Colour, share: float) -> Colour:
    """`colour` lightened (share above 1) or darkened (below 1)."""
    red, green, blue = (min(255, round(part * share)) for part in colour)
    return red, green, blue


class Scene:
    """A picture being drawn, in units of the finished picture's pixels."""

    def __init__(self, back: Colour, floor: Colour, horizon: int) -> None:
        self.image = Image.new("RGB", (SIZE[0] * DRAWN_AT, SIZE[1] * DRAWN_AT), back)
        self.draw = ImageDraw.Draw(self.image)
        self._fade(0, horizon, back, shade(back, 1.06))
        self._fade(horizon, SIZE[1], floor, shade(floor, 0.9))

    def _fade(self, top: int, bottom: int, start: Colour, end: Colour) -> None:
        steps = 24
        for step in range(steps):
            share = step / (steps - 1)
            mixed = tuple(round(a + (b - a) * share) for a, b in zip(start, end, strict=True))
            y = top + (bottom - top) * step / steps
            self.box(0, y, SIZE[0], (bottom - top) / steps + 1, (mixed[0], mixed[1], mixed[2]))

    def box(self, x: float, y: float, wide: float, high: float, colour: Colour, corner: int = 0) -> None:
        corners = [value * DRAWN_AT for value in (x, y, x + wide, y + high)]
        self.draw.rounded_rectangle(corners, corner * DRAWN_AT, fill=colour)

    def oval(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        """An oval about the centre `x`, `y`."""
        edges = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        self.draw.ellipse([value * DRAWN_AT for value in edges], fill=colour)

    def shape(self, colour: Colour, *points: tuple[float, float]) -> None:
        self.draw.polygon([(x * DRAWN_AT, y * DRAWN_AT) for x, y in points], fill=colour)

    def line(self, colour: Colour, wide: int, *points: tuple[float, float]) -> None:
        self.draw.line([(x * DRAWN_AT, y * DRAWN_AT) for x, y in points], colour, wide * DRAWN_AT, "curve")

    def person(self, x: float, feet: float, tall: float, wear: int, standing: bool = True) -> None:
        """A figure seen from behind or afar; one who sits is drawn to the waist."""
        colour, head = WEAR[wear % len(WEAR)], tall * 0.2
        body = tall * (0.42 if standing else 0.78)
        top = feet - tall + head
        if standing:
            self.oval(x, feet, tall * 0.4, tall * 0.05, (168, 164, 158))
            hip = top + body * 0.8
            for leg in (-0.115, 0.015):
                self.box(x + leg * tall, hip, tall * 0.1, feet - hip, INK, 6)
        self.box(x - tall * 0.15, top, tall * 0.3, body, colour, round(tall * 0.1))
        self.oval(x, top - head * 0.35, head, head * 1.12, (96, 84, 78))

    def people(self, xs: Iterable[float], feet: float, tall: float, wear: int, standing: bool = True) -> None:
        for number, x in enumerate(xs):
            self.person(x, feet, tall, wear + number, standing)

    def table(self, x: float, y: float, wide: float, high: float, colour: Colour = WOOD) -> None:
        self.box(x + 20, y + high * 0.2, 18, high, shade(colour, 0.7))
        self.box(x + wide - 38, y + high * 0.2, 18, high, shade(colour, 0.7))
        self.box(x, y, wide, high * 0.22, colour, 6)
        self.box(x, y + high * 0.17, wide, high * 0.06, shade(colour, 0.8))

    def window(self, x: float, y: float, wide: float, high: float) -> None:
        self.box(x, y, wide, high, PAPER)
        self.box(x + 10, y + 10, wide / 2 - 15, high - 20, SKY)
        self.box(x + wide / 2 + 5, y + 10, wide / 2 - 15, high - 20, SKY)

    def screen(self, x: float, y: float, wide: float, high: float, rows: int = 4) -> None:
        self.box(x, y, wide, high, INK, 8)
        self.box(x + 8, y + 8, wide - 16, high - 16, SCREEN, 4)
        for row in range(rows):
            share = (0.64, 0.44, 0.56, 0.32)[row % 4]
            top = y + high * (0.2 + 0.6 * row / rows)
            self.box(x + wide * 0.1, top, wide * share, high * 0.07, PAPER, 3)

    def crate(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        self.box(x, y, wide, high, colour, 4)
        self.box(x, y + high * 0.42, wide, high * 0.1, shade(colour, 0.85))

    def tree(self, x: float, foot: float, tall: float) -> None:
        self.box(x - tall * 0.04, foot - tall * 0.4, tall * 0.08, tall * 0.4, shade(WOOD, 0.75))
        for across, up, wide in ((0, 0.72, 0.56), (-0.17, 0.55, 0.4), (0.18, 0.53, 0.42)):
            green = shade(LEAF, 1 - across * 0.3)
            self.oval(x + across * tall, foot - up * tall, wide * tall, wide * tall * 0.8, green)

    def hills(self, horizon: float, colour: Colour) -> None:
        tops = ((0, 90), (170, 190), (330, 80), (520, 220), (700, 110), (900, 240), (1060, 130), (1200, 180))
        self.shape(colour, (0, horizon), *((x, horizon - high) for x, high in tops), (1200, horizon))

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.image.resize(SIZE, Image.Resampling.LANCZOS).save(path, "JPEG", quality=80, optimize=True)
