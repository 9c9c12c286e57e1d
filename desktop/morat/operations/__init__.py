"""One function per thing a person does.

Plain values in and out; the window and the command line call the same.
"""
