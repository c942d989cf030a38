"""Bodies and people by the words beside them: institutes, offices, funds, whoever leads or speaks for one."""
