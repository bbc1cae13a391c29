"""Our solver beside other open tools, on the same maps in one run: `python -m bench.zoning`."""
