"""What texts with gold taught beyond the rules: which named thing has which part in which event.

Rules say what they are sure of; a linear model looks at every pair of an event and a named thing once more
(:mod:`~ctkg.text.learnt.pairs`), adds what its like are mostly right in, and takes away what its like are mostly wrong
in (:mod:`~ctkg.text.learnt.deciding`). Its weights are data (``data/patterns/pairs.json``), made by
``benchmarks/extraction/learn.py``; the same text always gives the same answer, and every statement has its words.
"""
