"""How the sections that are drawn become figures; read when the first one is composed."""
