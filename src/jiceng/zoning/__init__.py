"""The re-zoning problem: units on a graph become communities inside norms, at least cost.

Pure: no Django, no files, no clock but the one a `Budget` carries, no global random.
"""
