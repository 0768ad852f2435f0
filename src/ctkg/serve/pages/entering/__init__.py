"""Entry forms on the web: what is typed (:mod:`.sheet`), as a form (:mod:`.yaml_text`), checked, completed, added."""
