"""Tables that leave: the columns of organisations and members, their rows, and the templates to fill in.

The import reads the same columns, so that what was exported comes back unchanged.
"""
