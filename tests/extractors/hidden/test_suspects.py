"""Texts and what may cover them are compared in two ways, which must agree."""

from __future__ import annotations

import random
from struct import pack

import pytest

from extractors.reading.hidden import suspects
from extractors.reading.hidden.scene import Cover, Scene


def scene_of_letters(count: int, covers: int) -> Scene:
    """A page of many small texts and shapes, some of them tall, at places drawn by lot."""
    lot, scene = random.Random(count), Scene()
    for i in range(count):
        x, y, high = lot.uniform(0, 500), lot.uniform(0, 800), lot.choice((6, 9, 11, 300))
        scene.texts.append(1_000 + i)
        scene.order.append(2 * i)
        scene.sides += pack("4f", x, y, x + 40, y + high)
    for i in range(covers):
        x, y = lot.uniform(0, 500), lot.uniform(0, 800)
        sides = (x, y, x + lot.uniform(5, 90), y + lot.uniform(3, 30))
        scene.covers.append(Cover(lot.randrange(2 * count), sides, i % 2 == 0, colour=0))
    return scene


def test_many_texts_are_sorted_and_few_are_all_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_of_letters(400, 200)
    found = []
    for most in (0, 1_000_000):
        monkeypatch.setattr(suspects, "_FEW_PAIRS", most)
        found.append(suspects.suspects_of(scene, ()))
    assert found[0] == found[1]
    assert 0 < len(found[0].covered) < 400


def test_shapes_beside_all_text_make_nothing_suspect() -> None:
    scene = scene_of_letters(30, 0)
    scene.covers.append(Cover(99, (900.0, 0.0, 990.0, 800.0), colour=0))
    found = suspects.suspects_of(scene, ())
    assert not any((found.covered, found.pictured, found.crossed, found.overset))
