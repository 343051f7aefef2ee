"""HTTP: negotiation, formats, conditional and packed answers, faults, slow clients."""
