"""One module per noun: parse, call, hand rows to output; nothing else."""
