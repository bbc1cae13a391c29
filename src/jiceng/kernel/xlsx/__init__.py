"""Spreadsheets (.xlsx) in and out: reading within limits, writing fast, templates with drop-downs.

Knows no domain word. `package` and `sandbox` import nothing but the standard library and the reader, since they
run in a process of their own with limits on memory and time.
"""
