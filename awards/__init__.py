"""Awards: schemes, nominations, recommendations, the committee and its papers, medals."""
