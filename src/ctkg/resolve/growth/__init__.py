"""Resolution of a store that grows: what one document more, or less, changes, found without a look at all others.

The result is that of :func:`ctkg.resolve.resolve` over all documents; see docs/decisions/resolution.md for why.
"""
