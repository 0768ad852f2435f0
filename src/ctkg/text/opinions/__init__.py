"""Second opinions: models that may fill empty slots or lower confidence, and never override what the rules found.

Nothing here runs, and nothing is contacted, unless :class:`ctkg.text.opinions.settings.OpinionSettings` asks for it.
:mod:`ctkg.text.opinions.consulting` is where to start reading.
"""
