"""The reconciliation service: names of tables to entities, as OpenRefine asks for it.

Reconciliation Service API 0.2 of the W3C Entity Reconciliation Community Group,
<https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/>.
"""

from stancegraph.serving.reconciling.service import Reconciliation

__all__ = ["Reconciliation"]
