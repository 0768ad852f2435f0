"""Review on the web: the queue, one key a decision (:mod:`.pages`), and the log of all acts (:mod:`.acts`)."""
