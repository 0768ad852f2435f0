"""Taking out of the graph for good.

a name -> what is said of that person (:mod:`.tracing`) -> an act, and nothing left anywhere (:mod:`.taking`)
"""
