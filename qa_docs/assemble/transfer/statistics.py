"""The statistics of a transfer report, each with the number of values and the method it was made with.

Means and standard deviations are exact (`statistics` of the standard library on decimal numbers). Quantiles of the
t and chi-squared distributions come from mpmath.
"""

import math
import statistics
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from typing import Any

from msgspec import Struct

Values = Sequence[Decimal]
_STEPS, _CLOSE = 60, 1e-8
"""Steps after which a search for a quantile is given up, and the largest last step, as a share of the quantile: each
step squares the error that is left."""


class Figure(Struct, frozen=True):
    """A statistic: what it is, its value, the number of values behind it, how it was made, and how it is printed."""

    name: str
    value: Decimal
    n: int
    method: str
    text: str


class Interval(Struct, frozen=True):
    """An interval, with the number of values behind it, how it was made, and how it is printed."""

    name: str
    low: Decimal
    high: Decimal
    n: int
    method: str
    text: str


def mean_of(values: Values) -> Figure:
    """Give the arithmetic mean."""
    mean = statistics.mean(values)
    return Figure("mean", mean, len(values), "arithmetic mean", _like(mean, values, 1))


def deviation_of(values: Values) -> Figure:
    """Give the standard deviation of a sample of at least two values."""
    sd = statistics.stdev(values)
    return Figure("standard deviation", sd, len(values), "sample standard deviation, n - 1", _like(sd, values, 1))


def relative_deviation_of(values: Values) -> Figure:
    """Give the relative standard deviation in per cent."""
    rsd = 100 * statistics.stdev(values) / abs(statistics.mean(values))
    method = "100 \u00d7 sample standard deviation / mean"
    return Figure("relative standard deviation", rsd, len(values), method, f"{_rounded(rsd, 2)} %")


def confidence_of(values: Values, confidence: Decimal = Decimal(95)) -> Interval:
    """Give the confidence interval of the mean of at least two values."""
    n, mean, sd = len(values), statistics.mean(values), statistics.stdev(values)
    half = _t(1 - (1 - confidence / 100) / 2, Decimal(n - 1)) * sd / Decimal(n).sqrt()
    method = f"mean ± t \u00d7 s / √n, {n - 1} degrees of freedom"
    return _interval(f"{confidence} % confidence interval of the mean", mean - half, mean + half, n, method, values)


def difference_of(values: Values, reference: Values) -> Figure:
    """Give the mean of `values` minus the mean of `reference`."""
    difference = statistics.mean(values) - statistics.mean(reference)
    n = len(values) + len(reference)
    return Figure("difference of means", difference, n, "receiving minus sending unit", _like(difference, values, 1))


def relative_difference_of(values: Values, reference: Values) -> Figure:
    """Give the difference of the means in per cent of the mean of `reference`."""
    base = statistics.mean(reference)
    difference = 100 * (statistics.mean(values) - base) / abs(base)
    n = len(values) + len(reference)
    method = "receiving minus sending unit, in per cent of the sending unit"
    return Figure("relative difference of means", difference, n, method, f"{_text(difference, 2)} %")


def equivalence_of(values: Values, reference: Values, confidence: Decimal = Decimal(90)) -> Interval:
    """Give the confidence interval of the difference of the means, for two one-sided tests.

    The units are equivalent where it lies within the limits: at 90 %, each of the two tests is made at 5 %. The
    variances need not be equal (Welch).
    """
    low, high, method = _difference_interval(values, reference, confidence)
    name = f"{confidence} % confidence interval of the difference of means"
    return _interval(name, low, high, len(values) + len(reference), method, values)


def ratio_equivalence_of(values: Values, reference: Values, confidence: Decimal = Decimal(90)) -> Interval:
    """Give the confidence interval of the ratio of the geometric means, in per cent. All values must be above zero."""
    logs = [value.ln() for value in values], [value.ln() for value in reference]
    lowest, highest, method = _difference_interval(*logs, confidence)
    low, high = 100 * lowest.exp(), 100 * highest.exp()
    name = f"{confidence} % confidence interval of the ratio of geometric means"
    text = f"{_rounded(low, 1)} to {_rounded(high, 1)} %"
    return Interval(name, low, high, len(values) + len(reference), f"logarithms of the values; {method}", text)


def tolerance_of(values: Values, coverage: Decimal = Decimal(95), confidence: Decimal = Decimal(95)) -> Interval:
    """Give the two-sided interval that holds `coverage` per cent of a normal population with `confidence` (Howe)."""
    n, mean, sd = len(values), statistics.mean(values), statistics.stdev(values)
    z = Decimal(statistics.NormalDist().inv_cdf(float(1 + coverage / 100) / 2))
    chi = _chi_squared(1 - confidence / 100, n - 1)
    half = z * (Decimal(n - 1) * (1 + Decimal(1) / n) / chi).sqrt() * sd
    method = f"normal, Howe's factor {_rounded(half / sd if sd else Decimal(0), 3)}"
    name = f"{confidence}/{coverage} tolerance interval"
    return _interval(name, mean - half, mean + half, n, method, values)


def performance_of(values: Values, low: Decimal | None, high: Decimal | None) -> Figure:
    """Give Ppk: the distance of the mean to the nearer limit in three overall standard deviations."""
    return _capability("Ppk", values, statistics.stdev(values), len(values), low, high, "overall standard deviation")


def capability_of(groups: Sequence[Values], low: Decimal | None, high: Decimal | None) -> Figure:
    """Give Cpk: as Ppk, with the standard deviation within the batches, pooled."""
    values = [value for group in groups for value in group]
    freedom = len(values) - len(groups)
    squares = sum((statistics.variance(group) * (len(group) - 1) for group in groups if len(group) > 1), Decimal(0))
    sd = (squares / freedom).sqrt()
    method = f"standard deviation within {len(groups)} batches, pooled"
    return _capability("Cpk", values, sd, len(values), low, high, method)


def similarity_of(profile: Values, reference: Values) -> Figure:
    """Give the similarity factor f2 of two dissolution profiles of the same points, in per cent dissolved."""
    squares = sum(((one - two) ** 2 for one, two in zip(profile, reference, strict=True)), Decimal(0))
    n = len(profile)
    f2 = 50 * (100 / (1 + squares / n).sqrt()).log10()
    return Figure("f2", f2, n, f"similarity factor of the means of {n} points", str(_rounded(f2, 1)))


def acceptance_value_of(values: Values) -> Figure:
    """Give the acceptance value of the uniformity of dosage units for 10 or 30 units, in per cent of label claim."""
    mean, sd, k = statistics.mean(values), statistics.stdev(values), Decimal("2.4" if len(values) < 30 else "2.0")
    target = min(max(mean, Decimal("98.5")), Decimal("101.5"))
    value = abs(target - mean) + k * sd
    method = f"|M - mean| + k \u00d7 s, k = {k}, target not above 101.5 %"
    return Figure("acceptance value", value, len(values), method, str(_rounded(value, 1)))


def _capability(
    name: str, values: Values, sd: Decimal, n: int, low: Decimal | None, high: Decimal | None, method: str
) -> Figure:
    mean = statistics.mean(values)
    room = [limit for limit in (None if low is None else mean - low, None if high is None else high - mean)]
    nearer = min(distance for distance in room if distance is not None)
    if not sd:
        infinite = Decimal("Infinity") if nearer > 0 else Decimal("-Infinity")
        return Figure(name, infinite, n, method, "not defined: the values do not vary")
    value = nearer / (3 * sd)
    return Figure(name, value, n, method, _text(value, 2))


def _difference_interval(values: Values, reference: Values, confidence: Decimal) -> tuple[Decimal, Decimal, str]:
    difference = statistics.mean(values) - statistics.mean(reference)
    error, freedom = _welch(values, reference)
    half = _t(1 - (1 - confidence / 100) / 2, freedom) * error
    method = f"two one-sided t-tests, Welch, {_rounded(freedom, 1)} degrees of freedom"
    return difference - half, difference + half, method


def _welch(values: Values, reference: Values) -> tuple[Decimal, Decimal]:
    """Give the standard error of a difference of means, and its degrees of freedom."""
    parts = [(statistics.variance(each) / len(each), len(each) - 1) for each in (values, reference)]
    whole = sum(part for part, _ in parts)
    below = sum(part**2 / freedom for part, freedom in parts)
    freedom = whole**2 / below if below else Decimal(sum(freedom for _, freedom in parts))
    return Decimal(whole).sqrt(), Decimal(freedom)


@cache
def _t(probability: Decimal, freedom: Decimal) -> Decimal:
    """Give the quantile of Student's t for a probability above one half."""
    v, tail = float(freedom), 2 * (1 - float(probability))
    start = statistics.NormalDist().inv_cdf(float(probability)) * (1 + 1 / v)
    constant = math.lgamma((v + 1) / 2) - math.lgamma(v / 2) - math.log(v * math.pi) / 2
    math_of = _context(v)

    def beyond(x: float) -> float:
        return float(math_of.betainc(v / 2, 0.5, 0, v / (v + x * x), regularized=True))

    def density(x: float) -> float:
        return -2 * math.exp(constant - (v + 1) / 2 * math.log1p(x * x / v))

    return _root(beyond, density, tail, start)


@cache
def _chi_squared(probability: Decimal, freedom: int) -> Decimal:
    """Give the quantile of the chi-squared distribution."""
    z, v, p = statistics.NormalDist().inv_cdf(float(probability)), freedom, float(probability)
    start = v * (1 - 2 / (9 * v) + z * math.sqrt(2 / (9 * v))) ** 3  # Wilson and Hilferty
    constant = -math.lgamma(v / 2) - v / 2 * math.log(2)
    math_of = _context(v)

    def below(x: float) -> float:
        return float(math_of.gammainc(v / 2, 0, x / 2, regularized=True))

    def density(x: float) -> float:
        return math.exp(constant + (v / 2 - 1) * math.log(x) - x / 2)

    return _root(below, density, p, max(start, 1e-6))


def _context(freedom: float) -> Any:
    """Give mpmath's functions in machine precision, ten times as fast as the others, as far as they reach."""
    import mpmath  # here: only a report needs it

    return mpmath.fp if freedom < 200 else mpmath.mp


def _root(share: Callable[[float], float], density: Callable[[float], float], wanted: float, start: float) -> Decimal:
    """Give where a distribution has the `wanted` share, from the share up to a place and its derivative.

    Newton's method for the logarithms of both: no step leads below zero, where the functions have no meaning.
    """
    x = start
    for _ in range(_STEPS):
        here = share(x)
        step = math.log(wanted / here) * here / (density(x) * x)
        x *= math.exp(max(-1.0, min(1.0, step)))
        if abs(step) < _CLOSE:
            return Decimal(repr(x))
    raise ArithmeticError(f"no quantile for {wanted}")


def _interval(name: str, low: Decimal, high: Decimal, n: int, method: str, values: Values) -> Interval:
    return Interval(name, low, high, n, method, f"{_like(low, values, 1)} to {_like(high, values, 1)}")


def _like(value: Decimal, values: Values, more: int) -> str:
    """Give a number with `more` decimals than the values have."""
    places = max((-int(each.as_tuple().exponent) for each in values), default=0)
    return _text(value, max(places, 0) + more)


def _text(value: Decimal, places: int) -> str:
    return str(_rounded(value, places)).replace("-", "\N{MINUS SIGN}")


def _rounded(value: Decimal, places: int) -> Decimal:
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    return rounded if rounded else abs(rounded)
