"""Draws the pictures that stand in for photographs in the example workspace (Pillow only).

Seventeen simple scenes in soft colours, the same at every run: `python examples/draw_photos.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from drawing import INK, LEAF, PAPER, SAND, SCREEN, SKY, STEEL, WEAR, WOOD, Scene, shade

WORKSPACE = Path(__file__).parent / "fy2565"


def meeting() -> Scene:
    scene = Scene((222, 224, 224), (196, 188, 178), 430)
    for x in (70, 930):
        scene.window(x, 110, 200, 230)
    scene.screen(430, 90, 340, 220)
    scene.people((330, 460, 600, 740, 870), 500, 210, 0, standing=False)
    scene.shape(WOOD, (260, 470), (940, 470), (1100, 640), (100, 640))
    scene.box(100, 640, 1000, 26, shade(WOOD, 0.8))
    for x in (330, 520, 700, 860):
        scene.shape(PAPER, (x, 530), (x + 70, 530), (x + 80, 575), (x - 6, 575))
    scene.people((210, 440, 690, 960), 820, 280, 2, standing=False)
    return scene


def craft_shop() -> Scene:
    scene = Scene((231, 222, 208), (190, 172, 150), 560)
    for shelf in range(3):
        scene.box(90, 220 + shelf * 120, 640, 14, shade(WOOD, 0.8))
        for place in range(8):
            colour = WEAR[(shelf * 3 + place) % 5]
            tall = 46 + (place * 29 + shelf * 17) % 40
            scene.box(110 + place * 78, 220 + shelf * 120 - tall, 48, tall, colour, 14)
    for stripe in range(12):
        x, cloth = stripe * 100, (WEAR[1], PAPER)[stripe % 2]
        scene.shape(cloth, (x, 40), (x + 100, 40), (x + 110, 130), (x - 10, 130))
    scene.person(860, 560, 280, 2, standing=False)
    scene.table(560, 540, 560, 190)
    for place in range(5):
        scene.oval(630 + place * 100, 525, 80, 46, shade(SAND, 0.92 - place * 0.04))
    scene.person(330, 760, 400, 0)
    return scene


def online_class() -> Scene:
    scene = Scene((214, 222, 226), (188, 184, 180), 360)
    scene.screen(380, 60, 440, 230)
    scene.person(260, 400, 260, 3)
    for row, (y, tall) in enumerate(((470, 170), (670, 230))):
        for place in range(4 - row):
            x = 200 + row * 60 + place * (270 + row * 75)
            scene.person(x, y + 20, tall, place + row, standing=False)
            scene.table(x - 110, y, 230 + row * 30, 110)
            scene.box(x + 30, y - 66, 92, 64, INK, 6)
            scene.box(x + 37, y - 59, 78, 50, SCREEN, 3)
    return scene


def counters() -> Scene:
    scene = Scene((220, 228, 224), (204, 200, 192), 520)
    for number in range(3):
        x = 90 + number * 360
        scene.box(x, 110, 300, 70, shade(WEAR[number], 1.15), 8)
        scene.box(x + 60, 138, 180, 14, PAPER, 4)
        scene.person(x + 150, 470, 230, number + 1, standing=False)
        scene.box(x, 420, 300, 190, shade(WOOD, 1.1), 6)
        scene.box(x - 10, 410, 320, 24, shade(WOOD, 0.8), 6)
        scene.box(x + 200, 356, 80, 56, INK, 5)
    scene.people((250, 640, 1010), 780, 350, 3)
    return scene


def textiles() -> Scene:
    scene = Scene((226, 220, 214), (188, 176, 162), 470)
    for place in range(6):
        x = 90 + place * 180
        scene.box(x, 80, 120, 260, shade(WEAR[place % 5], 1.12))
        for stripe in range(5):
            scene.box(x, 110 + stripe * 46, 120, 12, shade(WEAR[(place + 2) % 5], 1.25))
    scene.people((260, 480, 720, 940), 600, 280, 1, standing=False)
    scene.table(120, 560, 960, 200)
    for place in range(4):
        x = 190 + place * 220
        scene.shape(WEAR[place], (x, 530), (x + 150, 530), (x + 170, 566), (x - 14, 566))
        scene.line(PAPER, 5, (x + 4, 545), (x + 152, 545))
    return scene


def production_line() -> Scene:
    scene = Scene((216, 224, 228), (184, 190, 192), 440)
    for x in (120, 480, 840):
        scene.box(x, 60, 260, 14, PAPER)
        scene.box(x + 120, 0, 12, 60, STEEL)
    for number, x in enumerate((180, 420, 660, 900, 1100)):
        scene.person(x, 500, 300, 2 if number % 2 else 0, standing=False)
        scene.oval(x, 228, 74, 44, PAPER)
    scene.box(0, 470, 1200, 46, STEEL)
    scene.box(0, 516, 1200, 22, shade(STEEL, 0.75))
    for x in range(40, 1200, 110):
        scene.oval(x, 527, 34, 34, shade(STEEL, 0.6))
        scene.box(x - 30, 436, 76, 34, shade(SAND, 0.95), 10)
    for x in (100, 560, 1020):
        scene.box(x, 538, 34, 220, shade(STEEL, 0.7))
    return scene


def demonstration() -> Scene:
    scene = Scene((208, 214, 222), (178, 176, 178), 540)
    scene.screen(240, 70, 720, 400, rows=6)
    scene.box(660, 150, 240, 150, PAPER, 8)
    scene.box(690, 330, 180, 46, LEAF, 10)
    scene.person(1080, 660, 420, 1)
    scene.people((150, 370, 590, 810), 830, 250, 0, standing=False)
    return scene


def warehouse() -> Scene:
    scene = Scene((206, 208, 208), (192, 186, 178), 520)
    for rack in range(3):
        x = 50 + rack * 400
        for level in range(4):
            for place in range(4):
                colour = (SAND, WOOD, shade(SAND, 0.88))[(rack + level + place) % 3]
                scene.crate(x + 14 + place * 78, 96 + level * 130, 66, 70, colour)
            scene.box(x, 166 + level * 130, 330, 14, WEAR[4])
        for side in (0, 318):
            scene.box(x + side, 60, 14, 580, shade(STEEL, 0.8))
    scene.person(430, 770, 360, 0)
    scene.crate(560, 640, 150, 110, WOOD)
    scene.crate(590, 550, 110, 90, SAND)
    return scene


def machines() -> Scene:
    scene = Scene((202, 210, 214), (170, 172, 174), 470)
    for number, x in enumerate((80, 460, 840)):
        scene.box(x, 250, 290, 330, shade(WEAR[number % 2 * 2], 0.95), 12)
        scene.box(x + 30, 290, 150, 130, shade(SCREEN, 0.8), 8)
        scene.oval(x + 105, 360, 70, 70, STEEL)
        scene.box(x + 200, 290, 62, 80, INK, 6)
        for light in range(3):
            scene.oval(x + 231, 400 + light * 30, 18, 18, (PAPER, WEAR[4], LEAF)[light])
        scene.box(x - 10, 560, 310, 40, shade(STEEL, 0.7))
    scene.people((400, 800), 770, 405, 3)
    return scene


def planning_board() -> Scene:
    scene = Scene((230, 226, 218), (196, 186, 174), 590)
    scene.box(170, 60, 860, 420, STEEL, 8)
    scene.box(184, 74, 832, 392, PAPER)
    for column in range(5):
        scene.box(220 + column * 160, 96, 120, 16, STEEL, 4)
        for row in range(2 + (column * 2) % 3):
            colour = shade(WEAR[(column + row * 2) % 5], 1.3)
            scene.box(224 + column * 160, 134 + row * 78, 100, 62, colour, 3)
    for number, (x, tall) in enumerate(((120, 400), (330, 430), (860, 420), (1080, 400))):
        scene.person(x, 790, tall, number)
    return scene


def parts() -> Scene:
    scene = Scene((188, 194, 198), (206, 198, 186), 240)
    scene.box(0, 200, 1200, 40, shade(WOOD, 0.75))
    for x, y, size in ((230, 420, 230), (520, 560, 170), (880, 390, 260), (1050, 650, 130), (300, 690, 120)):
        scene.oval(x + 10, y + 14, size * 1.05, size * 1.05, (170, 162, 150))
        for across, down in ((0, 0.5), (0.5, 0), (0.35, 0.35), (0.35, -0.35)):
            for reach in (-size, size):
                scene.oval(x + reach * across, y + reach * down, size * 0.2, size * 0.2, STEEL)
        scene.oval(x, y, size, size, STEEL)
        scene.oval(x, y, size * 0.72, size * 0.72, shade(STEEL, 1.15))
        scene.oval(x, y, size * 0.3, size * 0.3, shade(STEEL, 0.6))
    for number in range(5):
        scene.box(560 + number * 44, 300 + number % 2 * 16, 26, 150, shade(STEEL, 0.85), 10)
    return scene


def briefing() -> Scene:
    scene = Scene((218, 214, 222), (170, 162, 168), 380)
    scene.box(0, 340, 1200, 60, shade(WOOD, 0.85))
    scene.screen(680, 60, 400, 230)
    scene.box(240, 220, 110, 130, WOOD, 6)
    scene.person(300, 250, 190, 1, standing=False)
    scene.box(240, 220, 110, 130, WOOD, 6)
    for row, (feet, tall, apart) in enumerate(((500, 130, 120), (620, 170, 155), (790, 230, 205))):
        scene.people(range(30 + row * 20, 1230, apart), feet + 20, tall, row * 2, standing=False)
    return scene


def advice_desk() -> Scene:
    scene = Scene((224, 228, 218), (200, 192, 180), 500)
    for x in (60, 440, 820):
        scene.box(x, 90, 320, 230, shade(LEAF, 1.3), 6)
        scene.box(x + 40, 130, 240, 20, PAPER, 4)
        for row in range(4):
            scene.box(x + 40, 180 + row * 30, 200 - row * 34, 12, shade(LEAF, 1.5), 4)
    for number, x in enumerate((330, 860)):
        scene.person(x, 580, 300, number + 1, standing=False)
        scene.table(x - 240, 550, 480, 190)
        for sheet in range(3):
            left = x - 190 + sheet * 130
            scene.shape(PAPER, (left, 552), (left + 80, 552), (left + 92, 578), (left - 8, 578))
        scene.person(x + 40, 840, 290, number + 3, standing=False)
    return scene


def lodge() -> Scene:
    scene = Scene(SKY, shade(LEAF, 1.15), 480)
    scene.hills(490, shade(LEAF, 1.3))
    for x, size in ((130, 300), (520, 380), (930, 240)):
        eaves, middle, roof = 640 - size * 0.5, x + size * 0.4, shade(WEAR[1], 0.9)
        scene.box(x, eaves, size * 0.8, size * 0.5, shade(SAND, 1.02))
        scene.shape(roof, (x - 30, eaves), (middle, eaves - size * 0.35), (x + size * 0.8 + 30, eaves))
        scene.box(x + size * 0.12, eaves + size * 0.14, size * 0.2, size * 0.16, SCREEN)
        scene.box(x + size * 0.48, eaves + size * 0.16, size * 0.18, size * 0.34, shade(WOOD, 0.75))
    for x, tall in ((60, 240), (470, 200), (880, 230), (1150, 270)):
        scene.tree(x, 670, tall)
    scene.shape(SAND, (700, 640), (780, 640), (900, 800), (560, 800))
    return scene


def restaurant() -> Scene:
    scene = Scene((236, 224, 206), (182, 158, 134), 440)
    for x in (200, 600, 1000):
        scene.line(INK, 4, (x, 0), (x, 110))
        scene.shape(WEAR[4], (x - 60, 160), (x - 24, 100), (x + 24, 100), (x + 60, 160))
    scene.window(90, 190, 260, 190)
    scene.box(820, 210, 300, 160, shade(LEAF, 0.8), 6)
    for row in range(4):
        scene.box(850, 238 + row * 32, 230 - row * 30, 10, PAPER, 3)
    for number, (x, y) in enumerate(((200, 500), (640, 480), (960, 590))):
        scene.people((x - 80, x + 110), y + 40, 250, number * 2, standing=False)
        scene.table(x - 160, y, 340, 150)
        scene.oval(x - 60, y - 4, 90, 26, PAPER)
        scene.oval(x + 70, y - 4, 70, 22, shade(LEAF, 1.2))
    scene.person(450, 780, 360, 4)
    return scene


def pavilion() -> Scene:
    scene = Scene(SKY, shade(LEAF, 1.1), 430)
    scene.hills(440, shade(LEAF, 1.2))
    scene.shape(shade(WOOD, 0.8), (120, 230), (600, 60), (1080, 230))
    for x in (190, 980):
        scene.box(x, 230, 30, 400, shade(WOOD, 0.7))
    scene.oval(600, 640, 960, 260, SAND)
    far = ((330, 570, 210), (480, 540, 200), (640, 530, 200), (790, 545, 205), (900, 580, 210))
    for number, (x, feet, tall) in enumerate(far):
        scene.oval(x, feet, tall * 0.55, tall * 0.16, shade(SAND, 0.85))
        scene.person(x, feet, tall, number, standing=False)
    scene.oval(600, 620, 220, 50, WOOD)
    for number, (x, feet) in enumerate(((300, 740), (500, 790), (720, 790), (910, 740))):
        scene.oval(x, feet, 130, 38, shade(SAND, 0.85))
        scene.person(x, feet, 240, number + 3, standing=False)
    return scene


def trail() -> Scene:
    scene = Scene(SKY, shade(LEAF, 1.05), 400)
    scene.hills(410, shade(LEAF, 1.32))
    scene.shape(SAND, (640, 400), (680, 400), (760, 540), (980, 800), (330, 800), (600, 540))
    for x, foot in ((430, 440), (900, 450), (260, 480), (90, 540), (1080, 600), (60, 770)):
        scene.tree(x, foot, foot * 0.8 - 220)
    walkers = ((650, 480, 110), (690, 520, 140), (620, 590, 190), (740, 660, 240), (560, 760, 320))
    for number, (x, feet, tall) in enumerate(walkers):
        scene.person(x, feet, tall, number)
    scene.box(950, 560, 16, 150, shade(WOOD, 0.7))
    scene.box(890, 560, 150, 56, WOOD, 6)
    return scene


PHOTOS: dict[str, dict[str, tuple[Callable[[], Scene], ...]]] = {
    "2565-q1": {
        "v1": (meeting, craft_shop, online_class),
        "v2": (counters, textiles),
        "v3": (production_line, demonstration, warehouse),
    },
    "2565-q2": {
        "v4": (machines, planning_board, parts),
        "v5": (briefing, advice_desk),
        "v6": (lodge, restaurant, pavilion, trail),
    },
}


def main() -> None:
    """Writes every picture of every visit into its period's folder."""
    for period, visits in PHOTOS.items():
        for visit, scenes in visits.items():
            for number, scene in enumerate(scenes, 1):
                scene().save(WORKSPACE / period / "photos" / f"{visit}-{number}.jpg")


if __name__ == "__main__":
    main()
