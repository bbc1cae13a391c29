"""Simulated annealing on a reduced problem: one node moves, or two trade places.

Each proposal is scored before contiguity is looked at, because most are refused by their score and the
score costs a few additions. A community never becomes empty and never falls apart.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from jiceng.zoning.solvers.compiled import Stream, below, compiled, fraction, inlined
from jiceng.zoning.solvers.improve.network import HOME, STREET, VENUE, Floats, Ints, Net


class State(NamedTuple):
    """A plan of the reduced problem with its running tallies, and scratch space."""

    a: Ints  # community of each node
    tot: Floats  # community x (dimensions, cost and fault by them)
    com: Ints  # community x (nodes, venues, streets, labels, then nodes by street, by label, by class)
    lin: Floats  # cost and faults of everything else, up to a constant
    mark: Ints
    queue: Ints


NODES, VENUES, STREETS, LABELS = range(4)


def state_of(net: Net, a: Ints, k: int) -> State:
    """The state of an assignment, all tallies computed."""
    n, dims = net.q.shape
    com = np.zeros((k, net.off[3]), np.int64)
    state = State(
        a.copy(),
        np.zeros((k, dims + 2)),
        com,
        np.zeros(2),
        np.zeros(n + 1, np.int64),
        np.zeros(n + 1, np.int64),
    )
    fill(net, state)
    return state


def cost_of(st: State) -> float:
    """Cost of a plan, up to a constant."""
    return float(st.tot[:, -2].sum() + st.lin[0])


def fault_of(st: State) -> float:
    """How far a plan is from keeping norms and locks; 0 where it keeps them."""
    return float(st.tot[:, -1].sum() + st.lin[1])


@compiled
def fill(net: Net, st: State) -> None:
    """Compute every tally from the assignment."""
    dims = net.q.shape[1]
    for u in range(len(st.a)):
        c = st.a[u]
        _count(net.q, net.code, st.tot, st.com, c, u, 1)
        for e in range(net.ip[u], net.ip[u + 1]):
            if st.a[net.ix[e]] != c:
                st.lin[0] += net.ew[e] / 2
        for e in range(net.apart_ip[u], net.apart_ip[u + 1]):
            if st.a[net.apart_ix[e]] == c:
                st.lin[1] += 0.5
        if net.code[u, HOME] >= 0 and net.code[u, HOME] != c:
            st.lin[0] += net.stay[u]
        _enter(net.code, net.price, net.off, st.com, st.lin, u, c)
    st.lin[1] -= net.off[3] - net.off[2]  # a class in one community is no fault
    for c in range(len(st.tot)):
        cost, fault = score(net.par, net.price, net.q, net.code, st.tot, st.com, c, 0, 0, 0, 0)
        st.tot[c, dims] = cost
        st.tot[c, dims + 1] = fault


@inlined
def score(par, price, q, code, tot, com, c, u, su, w, sw):  # type: ignore[no-untyped-def]
    """Cost and fault of community c by its tallies, with node u counted su and node w sw times more."""
    cost = 0.0
    fault = 0.0
    for d in range(par.shape[0]):
        x = tot[c, d] + su * q[u, d] + sw * q[w, d]
        cost += par[d, 1] * abs(x - par[d, 0])
        fault += max(0.0, max(par[d, 2] - x, x - par[d, 3])) / par[d, 4]
    if price[0] > 0 and com[c, VENUES] + su * code[u, VENUE] + sw * code[w, VENUE] == 0:
        cost += price[0]
    return cost, fault


@inlined
def _enter(code, price, off, com, lin, u, c):  # type: ignore[no-untyped-def]
    """Count node u into the streets, labels and classes of community c."""
    for i in range(3):
        kind = code[u, STREET + i]
        if kind < 0:
            continue
        com[c, off[i] + kind] += 1
        if com[c, off[i] + kind] > 1:
            continue
        if i == 2:
            lin[1] += 1.0
            continue
        com[c, STREETS + i] += 1
        if com[c, STREETS + i] > 1:
            lin[i] += price[1] if i == 0 else 1.0


@inlined
def _leave(code, price, off, com, lin, u, c):  # type: ignore[no-untyped-def]
    """The reverse of `_enter`."""
    for i in range(3):
        kind = code[u, STREET + i]
        if kind < 0:
            continue
        com[c, off[i] + kind] -= 1
        if com[c, off[i] + kind] > 0:
            continue
        if i == 2:
            lin[1] -= 1.0
            continue
        com[c, STREETS + i] -= 1
        if com[c, STREETS + i] > 0:
            lin[i] -= price[1] if i == 0 else 1.0


@inlined
def _shift(ip, ix, ew, apart_ip, apart_ix, code, stay, price, off, a, com, lin, u, to):  # type: ignore[no-untyped-def]
    """Put node u into community `to` as far as everything but the tallies is concerned."""
    old = a[u]
    for e in range(ip[u], ip[u + 1]):
        there = a[ix[e]]
        if there == old:
            lin[0] += ew[e]
        elif there == to:
            lin[0] -= ew[e]
    for e in range(apart_ip[u], apart_ip[u + 1]):
        there = a[apart_ix[e]]
        if there == old:
            lin[1] -= 1.0
        elif there == to:
            lin[1] += 1.0
    if code[u, HOME] >= 0:
        lin[0] += stay[u] * ((code[u, HOME] != to) - (code[u, HOME] != old))
    _leave(code, price, off, com, lin, u, old)
    a[u] = to
    _enter(code, price, off, com, lin, u, to)


@inlined
def _count(q, code, tot, com, c, u, sign):  # type: ignore[no-untyped-def]
    """Add node u to (sign 1) or take it from (sign -1) the tallies of community c."""
    com[c, NODES] += sign
    com[c, VENUES] += sign * code[u, VENUE]
    for d in range(q.shape[1]):
        tot[c, d] += sign * q[u, d]


@inlined
def _touches(ip, ix, ok, a, u, c, but):  # type: ignore[no-untyped-def]
    found = False
    for e in range(ip[u], ip[u + 1]):
        found |= a[ix[e]] == c and ix[e] != but and ok[e]
    return found


@inlined
def _goals(ip, ix, ok, a, mark, c, skip, plus):  # type: ignore[no-untyped-def]
    """Mark the nodes that a search must reach: neighbours of `skip` in c, and `plus`. (how many, one of them)."""
    mark[-1] += 1
    goal = -mark[-1]
    need, start = 0, plus
    for e in range(ip[skip], ip[skip + 1]):
        v = ix[e]
        if a[v] == c and v != plus and ok[e]:
            mark[v] = goal
            need += 1
            start = v
    if plus >= 0:
        mark[plus] = goal
        need += 1
    return need, start


@compiled
def whole(ip, ix, ok, a, mark, queue, c, skip, plus):  # type: ignore[no-untyped-def]
    """Whether community c without node `skip` and with node `plus` (-1: none) is in one piece."""
    need, start = _goals(ip, ix, ok, a, mark, c, skip, plus)
    if need <= 1:
        return True  # whether `plus` touches c is the caller's to ask
    seen = mark[-1]
    mark[start] = seen
    queue[0] = start
    need -= 1
    head, tail = 0, 1
    while head < tail:
        x = queue[head]
        head += 1
        for e in range(ip[x], ip[x + 1]):
            v = ix[e]
            if mark[v] == seen or not ok[e] or v == skip or (a[v] != c and v != plus):
                continue
            if mark[v] == -seen:
                need -= 1
                if need == 0:
                    return True
            mark[v] = seen
            queue[tail] = v
            tail += 1
    return False


@inlined
def _tradable(ip, ix, ok, a, com, mark, queue, u, w):  # type: ignore[no-untyped-def]
    """Whether u and w may trade communities and leave both in one piece."""
    x, y = a[u], a[w]
    if com[x, NODES] > 1 and not (
        _touches(ip, ix, ok, a, w, x, u) and whole(ip, ix, ok, a, mark, queue, x, u, w)
    ):
        return False
    return com[y, NODES] == 1 or (
        _touches(ip, ix, ok, a, u, y, w) and whole(ip, ix, ok, a, mark, queue, y, w, u)
    )


@inlined
def _partner(ip, ix, a, v, s):  # type: ignore[no-untyped-def]
    """v, or by chance a neighbour of v in its community."""
    if below(s, 2) == 0:
        w = ix[ip[v] + below(s, ip[v + 1] - ip[v])]
        if a[w] == a[v]:
            return w
    return v


@inlined
def _shift_both(ip, ix, ew, ap, ax, code, stay, price, off, a, com, lin, u, w, trade, y, x):  # type: ignore[no-untyped-def]
    """`_shift` u into y and, in a trade, w into x."""
    _shift(ip, ix, ew, ap, ax, code, stay, price, off, a, com, lin, u, y)
    if trade:
        _shift(ip, ix, ew, ap, ax, code, stay, price, off, a, com, lin, w, x)


@inlined
def _take(q, code, tot, com, a, x, y, u, w, trade):  # type: ignore[no-untyped-def]
    """Carry out a proposal in the assignment and the tallies."""
    a[u] = y
    _count(q, code, tot, com, x, u, -1)
    _count(q, code, tot, com, y, u, 1)
    if trade:
        a[w] = x
        _count(q, code, tot, com, y, w, -1)
        _count(q, code, tot, com, x, w, 1)


@inlined
def _propose(ip, ix, ok, a, com, trades, s):  # type: ignore[no-untyped-def]
    """(u, w, trade, from, to): u moves, or trades with w; `trade` is -1 where nothing can be proposed."""
    u = below(s, len(a))
    if ip[u + 1] == ip[u]:
        return u, u, -1, 0, 0
    e = ip[u] + below(s, ip[u + 1] - ip[u])
    x, y = a[u], a[ix[e]]
    if x == y:
        return u, u, -1, x, y
    if fraction(s) < trades:
        w = _partner(ip, ix, a, ix[e], s)
        return u, w, 1 if com[x, NODES] + com[y, NODES] > 2 else -1, x, y
    return u, u, 0 if ok[e] and com[x, NODES] > 1 else -1, x, y


@compiled
def anneal(
    net: Net, st: State, steps: int, hot: float, cold: float, pen: float, trades: float, s: Stream
) -> int:
    """Make `steps` proposals while the temperature falls from hot to cold; how many were taken.

    The arrays are named first: reading them from the tuples in the loop would cost thirty times more.
    """
    ip, ix, ok, ew, q, par, code, ap, ax, stay, price, off, extras = net
    a, tot, com, lin, mark, queue = st
    dims, taken, temperature = q.shape[1], 0, hot
    cooling = (cold / hot) ** (1024.0 / max(steps, 1024))
    for step in range(steps):
        if step & 1023 == 1023:
            temperature *= cooling
        u, w, trade, x, y = _propose(ip, ix, ok, a, com, trades, s)
        if trade < 0:
            continue
        cx, fx = score(par, price, q, code, tot, com, x, u, -1, w, trade)
        cy, fy = score(par, price, q, code, tot, com, y, u, 1, w, -trade)
        gain = cx + cy - tot[x, dims] - tot[y, dims] + pen * (fx + fy - tot[x, dims + 1] - tot[y, dims + 1])
        cost, broken = lin[0], lin[1]
        if extras:
            _shift_both(ip, ix, ew, ap, ax, code, stay, price, off, a, com, lin, u, w, trade, y, x)
            gain += lin[0] - cost + pen * (lin[1] - broken)
            a[w], a[u] = y, x
        good = gain <= 0 or gain <= -temperature * np.log(fraction(s))
        if good and trade:
            good = _tradable(ip, ix, ok, a, com, mark, queue, u, w)
        elif good:
            good = whole(ip, ix, ok, a, mark, queue, x, u, -1)
        if good:
            _take(q, code, tot, com, a, x, y, u, w, trade)
            tot[x, dims], tot[x, dims + 1], tot[y, dims], tot[y, dims + 1] = cx, fx, cy, fy
            taken += 1
        elif extras:
            a[u], a[w] = y, x if trade else y
            _shift_both(
                ip, ix, ew, ap, ax, code, stay, price, off, a, com, lin, w, u, trade, y if trade else x, x
            )
            lin[0], lin[1] = cost, broken
    return taken


@compiled
def probe(net: Net, st: State, tries: int, s: Stream) -> float:
    """Mean change of cost over random single moves: the natural scale of temperature."""
    ip, ix, ok, ew, q, par, code, ap, ax, stay, price, off, extras = net
    a, tot, com, lin, mark, queue = st
    total, count, dims = 0.0, 0, q.shape[1]
    for _ in range(tries):
        u = below(s, len(a))
        if ip[u + 1] == ip[u]:
            continue
        x, y = a[u], a[ix[ip[u] + below(s, ip[u + 1] - ip[u])]]
        if x == y:
            continue
        change = score(par, price, q, code, tot, com, x, u, -1, u, 0)[0] - tot[x, dims]
        change += score(par, price, q, code, tot, com, y, u, 1, u, 0)[0] - tot[y, dims]
        cost, broken = lin[0], lin[1]
        _shift(ip, ix, ew, ap, ax, code, stay, price, off, a, com, lin, u, y)
        total += abs(change + lin[0] - cost)
        _shift(ip, ix, ew, ap, ax, code, stay, price, off, a, com, lin, u, x)
        lin[0], lin[1] = cost, broken
        count += 1
    return total / max(count, 1)
