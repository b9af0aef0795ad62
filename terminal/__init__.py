"""What people type and see: commands, tables, drawings and messages."""
