"""Starting points for common products: one module each, found by the registry."""
