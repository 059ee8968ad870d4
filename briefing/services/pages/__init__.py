"""From a briefing to its pages: snapshots, pictures, page designs, previews and exports."""
