"""Pictures for the profiles of the demonstration: flat shapes, drawn here, so that no photograph is needed.

A picture is a tall stack of rows of pixels; a shape colours one span of each row that it touches. They are
drawn large, because the gate makes them smaller and so smooths their edges.
"""

from __future__ import annotations

import struct
import zlib
from math import isqrt

WIDTH, HEIGHT = 1440, 900
Colour = tuple[int, int, int]

SKY, CLOUD, SUN = (214, 234, 245), (244, 249, 252), (250, 205, 92)
GRASS, LEAF, DARK_LEAF, TRUNK = (146, 190, 108), (84, 148, 82), (52, 110, 70), (122, 88, 62)
SOIL, STONE, WALL = (112, 84, 66), (196, 190, 180), (238, 232, 220)
PINK, PURPLE, WHITE, ORANGE = (222, 104, 140), (130, 96, 178), (252, 250, 244), (236, 138, 60)
OAK, PINE, WALNUT, BRASS = (196, 150, 98), (222, 190, 140), (128, 90, 66), (214, 176, 84)
CLOTH, SOUP, CRUST, BOWL = (176, 206, 200), (226, 134, 64), (190, 124, 66), (60, 104, 128)


class Drawing:
    """Something to draw on, in one colour at first."""

    def __init__(self, colour: Colour) -> None:
        self.rows = [bytearray(bytes(colour) * WIDTH) for _row in range(HEIGHT)]

    def box(self, left: int, top: int, right: int, bottom: int, colour: Colour) -> None:
        """A rectangle; what lies outside the picture is left out."""
        for y in range(max(top, 0), min(bottom, HEIGHT)):
            self._span(y, left, right, colour)

    def disc(self, x: int, y: int, radius: int, colour: Colour, *, below: bool = False) -> None:
        """A round; `below` keeps only its lower half, as of a bowl."""
        for row in range(max(y if below else y - radius, 0), min(y + radius, HEIGHT)):
            half = isqrt(radius * radius - (row - y) * (row - y))
            self._span(row, x - half, x + half, colour)

    def _span(self, y: int, left: int, right: int, colour: Colour) -> None:
        left, right = max(left, 0), min(right, WIDTH)
        if left < right:
            self.rows[y][left * 3 : right * 3] = bytes(colour) * (right - left)

    def png(self) -> bytes:
        """The picture as PNG (ISO/IEC 15948): eight bits for red, green and blue, rows without a filter."""
        header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
        pixels = zlib.compress(b"".join(b"\0" + row for row in self.rows), 6)
        parts = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, held) for name, held in parts)


def _chunk(name: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))


def flower_bed() -> bytes:
    """A bed in bloom before a row of trees."""
    on = Drawing(SKY)
    on.disc(1210, 170, 90, SUN)
    for x, y, radius in ((250, 170, 60), (330, 140, 80), (420, 175, 55)):
        on.disc(x, y, radius, CLOUD)
    on.box(0, 520, WIDTH, HEIGHT, GRASS)
    for x, colour in ((180, LEAF), (520, DARK_LEAF), (900, LEAF), (1270, DARK_LEAF)):
        on.box(x - 18, 400, x + 18, 560, TRUNK)
        on.disc(x, 360, 120, colour)
        on.disc(x - 70, 420, 70, colour)
        on.disc(x + 70, 420, 70, colour)
    on.box(0, 640, WIDTH, 860, SOIL)
    on.box(0, 860, WIDTH, HEIGHT, STONE)
    for place in range(24):
        x, y = 40 + place * 60, 690 + (place * 67) % 120
        on.box(x - 4, y, x + 4, y + 70, DARK_LEAF)
        on.disc(x, y, 30, (PINK, PURPLE, WHITE, ORANGE)[place % 4])
        on.disc(x, y, 11, SUN)
    return on.png()


def doors() -> bytes:
    """Used doors, side by side against a wall."""
    on = Drawing(WALL)
    on.box(0, 790, WIDTH, HEIGHT, STONE)
    for place, colour in enumerate((OAK, PINE, WALNUT, BOWL, PINE)):
        left = 60 + place * 270
        on.box(left, 120, left + 230, 800, colour)
        darker = (colour[0] * 4 // 5, colour[1] * 4 // 5, colour[2] * 4 // 5)
        on.box(left + 35, 170, left + 195, 420, SKY if place in {1, 3} else darker)
        on.box(left + 35, 480, left + 195, 740, darker)
        on.disc(left + 200, 460, 14, BRASS)
    return on.png()


def lunch() -> bytes:
    """Soup, bread and a salad on a table."""
    on = Drawing(WALL)
    on.box(0, 470, WIDTH, HEIGHT, CLOTH)
    for x in range(0, WIDTH, 120):
        on.box(x, 470, x + 16, HEIGHT, CLOUD)
    for x, inside in ((330, SOUP), (1110, LEAF)):
        on.disc(x, 400, 210, BOWL, below=True)
        on.box(x - 80, 590, x + 80, 640, BOWL)
        on.box(x - 210, 385, x + 210, 415, WHITE)
        on.box(x - 185, 372, x + 185, 392, inside)
    for x, y, colour in ((1010, 350, LEAF), (1090, 335, DARK_LEAF), (1180, 350, LEAF), (1140, 340, ORANGE)):
        on.disc(x, y, 42, colour)
    on.box(520, 640, 920, 680, OAK)
    for x in (600, 720, 840):
        on.disc(x, 600, 70, CRUST)
        on.box(x - 70, 600, x + 70, 640, CRUST)
    return on.png()
