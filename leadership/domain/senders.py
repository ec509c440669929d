"""From which addresses an organization may send."""

from collections.abc import Collection


def may_send_from(address: str, domains: Collection[str]) -> bool:
    """Whether a canonical address lies in one of these domains; their subdomains are others."""
    return bool(address) and domain_of(address) in domains


def domain_of(address: str) -> str:
    return address.rpartition("@")[2]
