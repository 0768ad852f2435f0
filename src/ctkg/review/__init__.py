"""Review: what waits for a reader (:mod:`.queue`), where reports differ (:mod:`.conflicts`), and what readers decide.

    store -> queue of items -> a reader's words -> act (:mod:`.deciding`) -> log and store (:mod:`.carrying`)

What an act does to the graph is :mod:`ctkg.decisions`; here it is found, shown and written.
"""
