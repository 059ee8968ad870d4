"""The gazetteer: where places lie, by any of their names (GeoNames, CC BY 4.0)."""
