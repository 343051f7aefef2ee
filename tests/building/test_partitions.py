"""Partitions are a function of the inputs: in order, none empty, about as large as one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancegraph.building.partitions import SIZE, partitions
from stancegraph.locations import Location
from stancegraph.text.remote import RemoteInput

PLACE = Location("memory://papers", "memory://papers")


def inputs(sizes: list[int]) -> tuple[RemoteInput, ...]:
    return tuple(
        RemoteInput(PLACE, f"{number}.txt", f"memory://papers/{number}.txt", size)
        for number, size in enumerate(sizes)
    )


@given(st.lists(st.integers(0, 5 * SIZE), max_size=60), st.none() | st.integers(1, 80))
def test_every_input_is_in_one_partition_in_its_order(sizes: list[int], count: int | None) -> None:
    found = inputs(sizes)
    cut = partitions(found, count)
    assert [each for partition in cut for each in partition.inputs] == list(found)
    assert [partition.index for partition in cut] == list(range(len(cut)))
    assert all(partition.inputs for partition in cut)
    assert count is None or len(cut) <= count


@given(st.lists(st.integers(0, SIZE), min_size=1, max_size=200), st.integers(1, 12))
def test_no_partition_is_much_larger_than_its_share(sizes: list[int], count: int) -> None:
    weights = [max(size, 4096) for size in sizes]
    for partition in partitions(inputs(sizes), count):
        held = sum(max(found.size, 4096) for found in partition.inputs)
        assert held <= sum(weights) / count + 2 * max(weights)


@pytest.mark.parametrize(
    ("sizes", "count"),
    [([], 0), ([10], 1), ([SIZE] * 3, 3), ([SIZE // 4] * 8, 2), ([20 * SIZE, 1, 1], 2)],
)
def test_without_a_number_the_size_decides(sizes: list[int], count: int) -> None:
    assert len(partitions(inputs(sizes))) == count
