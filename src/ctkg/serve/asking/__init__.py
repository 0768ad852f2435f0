"""Questions to the store: what the editor completes, and answers as the workbench shows them."""
