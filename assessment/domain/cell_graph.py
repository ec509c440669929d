"""Cells of a table as edges between their row and their column: bridges, and ways round them."""

from collections.abc import Iterable, Iterator, Mapping
from heapq import heappop, heappush
from typing import TypeAlias

Position: TypeAlias = tuple[int, int]  # row, column
Cost: TypeAlias = tuple[int, int, int]  # compared in this order, added up along a way
Graph: TypeAlias = dict[int, list[tuple[int, Position]]]


def bridges(cells: Iterable[Position]) -> set[Position]:
    """The cells that lie on no cycle of cells, such as one alone in its row or in its column.

    Depth-first search with low links (Tarjan 1974), without recursion, so that thousands of
    units do not exhaust the stack.
    """
    graph = _graph(cells)
    found_at: dict[int, int] = {}
    lowest: dict[int, int] = {}  # the earliest node that the nodes found below can get back to
    found: set[Position] = set()
    for root in graph:
        if root in found_at:
            continue
        for node, parent, came_by in _finished(root, graph, found_at, lowest):
            lowest[parent] = min(lowest[parent], lowest[node])
            if lowest[node] > found_at[parent]:
                found.add(came_by)
    return found


def cheapest_way_round(bridge: Position, costs: Mapping[Position, Cost]) -> set[Position]:
    """The cells of the cheapest way from the row to the column of `bridge` that avoids it.

    `costs` holds the cells that may be used (Dijkstra 1959). Raises ValueError without a way.
    """
    graph = _graph(cell for cell in costs if cell != bridge)
    start, goal = _row_node(bridge), _column_node(bridge)
    came_by: dict[int, tuple[int, Position]] = {}
    queue: list[tuple[Cost, int, int, Position]] = [((0, 0, 0), start, start, bridge)]
    while queue:
        cost, node, before, cell = heappop(queue)
        if node in came_by:
            continue
        came_by[node] = (before, cell)
        if node == goal:
            return _walked_back(goal, start, came_by)
        for neighbour, way in graph.get(node, []):
            if neighbour not in came_by:
                heappush(queue, (_sum(cost, costs[way]), neighbour, node, way))
    raise ValueError(f"There is no way round {bridge}.")


def _finished(
    root: int, graph: Graph, found_at: dict[int, int], lowest: dict[int, int]
) -> Iterator[tuple[int, int, Position]]:
    """Walk what hangs together with `root`; each other node, its parent and the cell between."""
    found_at[root] = lowest[root] = len(found_at)
    path: list[tuple[int, Position | None, Iterator[tuple[int, Position]]]]
    path = [(root, None, iter(graph[root]))]
    while path:
        node, came_by, ways = path[-1]
        for neighbour, cell in ways:
            if neighbour not in found_at:
                found_at[neighbour] = lowest[neighbour] = len(found_at)
                path.append((neighbour, cell, iter(graph[neighbour])))
                break
            if cell != came_by:
                lowest[node] = min(lowest[node], found_at[neighbour])
        else:
            path.pop()
            if came_by is not None:
                yield node, path[-1][0], came_by


def _walked_back(
    goal: int, start: int, came_by: Mapping[int, tuple[int, Position]]
) -> set[Position]:
    walked: set[Position] = set()
    node = goal
    while node != start:
        node, cell = came_by[node]
        walked.add(cell)
    return walked


def _graph(cells: Iterable[Position]) -> Graph:
    graph: Graph = {}
    for cell in sorted(cells):
        row, column = _row_node(cell), _column_node(cell)
        graph.setdefault(row, []).append((column, cell))
        graph.setdefault(column, []).append((row, cell))
    return graph


def _row_node(cell: Position) -> int:
    return cell[0]


def _column_node(cell: Position) -> int:
    return -1 - cell[1]


def _sum(one: Cost, other: Cost) -> Cost:
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2])
