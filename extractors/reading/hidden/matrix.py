"""Rectangles and the matrices that place a form's drawing on its page."""

from __future__ import annotations

Sides = tuple[float, float, float, float]  # left, bottom, right, top in page space
Matrix = tuple[float, float, float, float, float, float]


def times(a: Matrix, b: Matrix) -> Matrix:
    """The matrix that does `a` and then `b`."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def moved(sides: Sides, matrix: Matrix) -> Sides:
    """The sides of a rectangle as a matrix places it."""
    a, b, c, d, e, f = matrix
    left, bottom, right, top = sides
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)


def area(sides: Sides) -> float:
    """The area of a rectangle; none where it is turned inside out."""
    return max(0.0, sides[2] - sides[0]) * max(0.0, sides[3] - sides[1])


def holds(sides: Sides, x: float, y: float) -> bool:
    """Whether a point lies in a rectangle, in page space or on the page as shown."""
    return sides[0] <= x <= sides[2] and sides[1] <= y <= sides[3]


def middle(sides: Sides) -> tuple[float, float]:
    """The middle of a rectangle."""
    return (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
