"""Who can be compared with whom: the islands of the graph of reviewed people and raters (measurement 3.7)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .crossed import Forms

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def islands(forms: Forms) -> Ints:
    """Return for each person the number of its island, the largest being 0; equal ones by first person.

    Reviewed people and raters are separate nodes, a form joins two of them. Labels run along the forms to
    the smallest of their neighbours, halving the way each time, so that few sweeps suffice.
    """
    nodes = forms.people + forms.raters
    label = np.arange(nodes)
    a, b = forms.ratee, forms.rater + forms.people
    while True:
        least = np.minimum(label[a], label[b])
        before = label.copy()
        np.minimum.at(label, label[a], least)
        np.minimum.at(label, label[b], least)
        label = label[label]
        if (label == before).all() and (label[a] == label[b]).all():
            break
    _, found, sizes = np.unique(label[: forms.people], return_inverse=True, return_counts=True)
    order = np.argsort(-sizes, kind="stable")
    rank = np.empty(order.size, dtype=np.int64)
    rank[order] = np.arange(order.size)
    return rank[found]


def linked(forms: Forms) -> Bools:
    """Say for each person whether one of its raters also reviewed somebody of another unit."""
    unit = forms.unit[forms.ratee]
    first = np.full(forms.raters, forms.units)
    np.minimum.at(first, forms.rater, unit)
    last = np.full(forms.raters, -1)
    np.maximum.at(last, forms.rater, unit)
    reaches = (first < last)[forms.rater]
    return np.bincount(forms.ratee[reaches], minlength=forms.people) > 0
