"""Audits how well the sourcing of news articles lets a reader check them.

    from auditor import audit
    audit(["seeds"]).findings
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.api import Audit, audit, load_rules

__all__ = ["Audit", "audit", "load_rules"]


def __getattr__(name: str) -> Any:
    """`audit`, `Audit` and `load_rules`, imported when first asked for: polars alone takes longer than `--help` may."""
    if name not in __all__:
        raise AttributeError(f"module 'auditor' has no attribute {name!r}")
    from auditor import api

    return getattr(api, name)
