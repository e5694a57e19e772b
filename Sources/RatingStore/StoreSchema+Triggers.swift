extension StoreSchema {
  /// What makes rows append-only, also against `INSERT OR REPLACE`.
  static let triggers = """
    CREATE TRIGGER rating_no_replace BEFORE INSERT ON rating WHEN EXISTS
      (SELECT 1 FROM rating WHERE session_id = NEW.session_id
        AND position = NEW.position AND slot = NEW.slot AND revision = NEW.revision)
      BEGIN SELECT RAISE(IGNORE); END;
    CREATE TRIGGER rating_in_scale BEFORE INSERT ON rating WHEN NOT EXISTS
      (SELECT 1 FROM presentation p JOIN study_scale s ON s.study_id = p.study_id
        AND s.protocol = p.protocol
       WHERE p.session_id = NEW.session_id AND p.position = NEW.position
         AND NEW.score BETWEEN s.scale_min AND s.scale_max)
      BEGIN SELECT RAISE(ABORT, 'score outside the scale of its protocol'); END;
    CREATE TRIGGER rating_no_update BEFORE UPDATE ON rating
      BEGIN SELECT RAISE(ABORT, 'ratings are append-only'); END;
    CREATE TRIGGER rating_no_delete BEFORE DELETE ON rating
      BEGIN SELECT RAISE(ABORT, 'ratings are append-only'); END;
    CREATE TRIGGER display_no_replace BEFORE INSERT ON display WHEN EXISTS
      (SELECT 1 FROM display WHERE session_id = NEW.session_id
        AND position = NEW.position AND slot = NEW.slot AND showing = NEW.showing)
      BEGIN SELECT RAISE(IGNORE); END;
    CREATE TRIGGER display_no_update BEFORE UPDATE ON display
      BEGIN SELECT RAISE(ABORT, 'displays are append-only'); END;
    CREATE TRIGGER display_no_delete BEFORE DELETE ON display
      BEGIN SELECT RAISE(ABORT, 'displays are append-only'); END;
    CREATE TRIGGER presentation_no_replace BEFORE INSERT ON presentation WHEN EXISTS
      (SELECT 1 FROM presentation WHERE session_id = NEW.session_id
        AND position = NEW.position)
      BEGIN SELECT RAISE(IGNORE); END;
    CREATE TRIGGER presentation_no_update BEFORE UPDATE ON presentation
      BEGIN SELECT RAISE(ABORT, 'the plan is frozen'); END;
    CREATE TRIGGER presentation_no_delete BEFORE DELETE ON presentation
      BEGIN SELECT RAISE(ABORT, 'the plan is frozen'); END;
    CREATE TRIGGER presentation_item_no_replace BEFORE INSERT ON presentation_item WHEN EXISTS
      (SELECT 1 FROM presentation_item WHERE session_id = NEW.session_id
        AND position = NEW.position AND slot = NEW.slot)
      BEGIN SELECT RAISE(IGNORE); END;
    CREATE TRIGGER presentation_item_no_update BEFORE UPDATE ON presentation_item
      BEGIN SELECT RAISE(ABORT, 'the plan is frozen'); END;
    CREATE TRIGGER presentation_item_no_delete BEFORE DELETE ON presentation_item
      BEGIN SELECT RAISE(ABORT, 'the plan is frozen'); END;
    """

  /// The same for the table of version 2.
  static let displayDetailTriggers = """
    CREATE TRIGGER display_detail_no_replace BEFORE INSERT ON display_detail WHEN EXISTS
      (SELECT 1 FROM display_detail WHERE session_id = NEW.session_id
        AND position = NEW.position AND slot = NEW.slot AND showing = NEW.showing)
      BEGIN SELECT RAISE(IGNORE); END;
    CREATE TRIGGER display_detail_no_update BEFORE UPDATE ON display_detail
      BEGIN SELECT RAISE(ABORT, 'displays are append-only'); END;
    CREATE TRIGGER display_detail_no_delete BEFORE DELETE ON display_detail
      BEGIN SELECT RAISE(ABORT, 'displays are append-only'); END;
    """
}
