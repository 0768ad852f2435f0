"""The workbench: pages that are made on the server, and made better by scripts."""
