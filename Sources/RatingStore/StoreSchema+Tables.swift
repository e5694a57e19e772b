extension StoreSchema {
  /// The study, its procedures and pictures.
  static let study = """
    -- "OPIN" (1330661710)
    PRAGMA application_id = 0x4F50494E;
    -- one row: what the file may hold
    CREATE TABLE store (
      id   INTEGER NOT NULL PRIMARY KEY CHECK (id = 0),
      kind TEXT    NOT NULL CHECK (kind IN ('real', 'simulated'))
    ) STRICT;
    CREATE TABLE study (
      study_id        BLOB    NOT NULL PRIMARY KEY CHECK (length(study_id) = 16),
      slug            TEXT    NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 64),
      title           TEXT    NOT NULL CHECK (length(title) <= 200),
      -- of the bytes of plan.json
      manifest_sha256 BLOB    NOT NULL CHECK (length(manifest_sha256) = 32),
      created_ms      INTEGER NOT NULL,
      -- over this row and all rows of the study in the next three tables
      crc             INTEGER NOT NULL CHECK (crc BETWEEN 0 AND 4294967295)
    ) STRICT, WITHOUT ROWID;
    -- the protocols of a study: test method and scale of each
    CREATE TABLE study_scale (
      study_id    BLOB    NOT NULL REFERENCES study,
      -- name and revision: 'srgan-acr-hr/1', 'side-by-side/1', ...
      protocol    TEXT    NOT NULL CHECK (length(protocol) BETWEEN 1 AND 32),
      test_method TEXT    NOT NULL
        CHECK (test_method IN ('acr', 'acr-hr', 'dcr', 'ccr', 'pc', 'multi')),
      scale_min   INTEGER NOT NULL,
      scale_max   INTEGER NOT NULL CHECK (scale_max > scale_min),
      PRIMARY KEY (study_id, protocol)
    ) STRICT, WITHOUT ROWID;
    -- what a rating station needs: nothing that unblinds
    CREATE TABLE stimulus (
      study_id    BLOB    NOT NULL REFERENCES study,
      stimulus_no INTEGER NOT NULL CHECK (stimulus_no >= 0),
      file_sha256 BLOB    NOT NULL CHECK (length(file_sha256) = 32),
      width       INTEGER NOT NULL CHECK (width  BETWEEN 1 AND 8192),
      height      INTEGER NOT NULL CHECK (height BETWEEN 1 AND 8192),
      PRIMARY KEY (study_id, stimulus_no)
    ) STRICT, WITHOUT ROWID;
    -- the unblinding key (PostgreSQL: no grant to stations)
    CREATE TABLE stimulus_key (
      study_id    BLOB    NOT NULL,
      stimulus_no INTEGER NOT NULL,
      dataset     TEXT    NOT NULL CHECK (length(dataset) BETWEEN 1 AND 64),
      image       TEXT    NOT NULL CHECK (length(image)   BETWEEN 1 AND 64),
      -- the upscaler: 'bicubic', 'srgan', 'hr', ...
      method      TEXT    NOT NULL CHECK (length(method)  BETWEEN 1 AND 64),
      PRIMARY KEY (study_id, stimulus_no),
      UNIQUE (study_id, dataset, image, method),
      FOREIGN KEY (study_id, stimulus_no) REFERENCES stimulus
    ) STRICT, WITHOUT ROWID;
    """

  /// Raters and their sessions; the checksums cover all other columns.
  static let session = """
    -- pseudonyms only: no name, mail address, IP
    CREATE TABLE rater (
      rater_id   BLOB    NOT NULL PRIMARY KEY CHECK (length(rater_id) = 16),
      study_id   BLOB    NOT NULL REFERENCES study,
      code       TEXT    NOT NULL CHECK (length(code) BETWEEN 1 AND 16),
      -- e.g. "snellen=ok;ishihara=ok"
      screening  TEXT    NOT NULL CHECK (length(screening) <= 200),
      created_ms INTEGER NOT NULL,
      -- the next free number when the rater came
      ordinal    INTEGER NOT NULL CHECK (ordinal >= 0),
      crc        INTEGER NOT NULL CHECK (crc BETWEEN 0 AND 4294967295),
      UNIQUE (study_id, code),
      UNIQUE (study_id, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE rater_withdrawal (
      rater_id     BLOB    NOT NULL PRIMARY KEY REFERENCES rater,
      withdrawn_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE session (
      session_id  BLOB    NOT NULL PRIMARY KEY CHECK (length(session_id) = 16),
      study_id    BLOB    NOT NULL REFERENCES study,
      rater_id    BLOB    NOT NULL REFERENCES rater,
      -- 0 for a rater's first session
      number      INTEGER NOT NULL CHECK (number >= 0),
      origin      TEXT    NOT NULL CHECK (origin IN ('rated', 'simulated', 'imported')),
      protocol    TEXT    NOT NULL CHECK (length(protocol) BETWEEN 1 AND 32),
      station     TEXT    NOT NULL CHECK (length(station) BETWEEN 1 AND 64),
      -- program version
      app         TEXT    NOT NULL CHECK (length(app) <= 64),
      seed        INTEGER NOT NULL,
      -- number of presentations
      planned     INTEGER NOT NULL CHECK (planned > 0),
      -- over presentation + presentation_item in order
      plan_sha256 BLOB    NOT NULL CHECK (length(plan_sha256) = 32),
      started_ms  INTEGER NOT NULL,
      crc         INTEGER NOT NULL CHECK (crc BETWEEN 0 AND 4294967295),
      FOREIGN KEY (study_id, protocol) REFERENCES study_scale
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX session_by_study ON session (study_id);
    -- one row per start/resume; the highest epoch owns the session
    CREATE TABLE session_claim (
      session_id BLOB    NOT NULL REFERENCES session,
      epoch      INTEGER NOT NULL CHECK (epoch >= 0),
      station    TEXT    NOT NULL CHECK (length(station) BETWEEN 1 AND 64),
      claimed_ms INTEGER NOT NULL,
      PRIMARY KEY (session_id, epoch)
    ) STRICT, WITHOUT ROWID;
    """

  /// The frozen order of a session.
  static let order = """
    -- the whole order, frozen when the session starts
    CREATE TABLE presentation (
      session_id  BLOB    NOT NULL REFERENCES session,
      position    INTEGER NOT NULL CHECK (position >= 0),
      -- pause between blocks
      block       INTEGER NOT NULL CHECK (block >= 0),
      kind        TEXT    NOT NULL CHECK (kind IN ('calibration', 'dummy', 'test', 'retest')),
      study_id    BLOB    NOT NULL,
      protocol    TEXT    NOT NULL,
      -- retest of this position; NULL = of an earlier session
      repeat_of   INTEGER CHECK (repeat_of >= 0 AND repeat_of < position),
      -- columns of the page; 1 for single stimulus and order in time
      grid_columns INTEGER NOT NULL CHECK (grid_columns BETWEEN 1 AND 32),
      PRIMARY KEY (session_id, position),
      FOREIGN KEY (study_id, protocol) REFERENCES study_scale,
      FOREIGN KEY (session_id, repeat_of) REFERENCES presentation,
      CHECK (kind = 'retest' OR repeat_of IS NULL)
    ) STRICT, WITHOUT ROWID;
    -- which stimulus stands where; one row for single-stimulus methods
    CREATE TABLE presentation_item (
      session_id  BLOB    NOT NULL,
      position    INTEGER NOT NULL,
      -- reading order on the screen, or order in time (DCR, CCR)
      slot        INTEGER NOT NULL CHECK (slot BETWEEN 0 AND 31),
      study_id    BLOB    NOT NULL,
      stimulus_no INTEGER NOT NULL,
      -- 'reference' = shown as such, not rated
      role        TEXT    NOT NULL CHECK (role IN ('rated', 'reference')),
      PRIMARY KEY (session_id, position, slot),
      FOREIGN KEY (session_id, position) REFERENCES presentation,
      FOREIGN KEY (study_id, stimulus_no) REFERENCES stimulus
    ) STRICT, WITHOUT ROWID;
    """

  /// What happened in a session, and what a shared server has not confirmed yet.
  static let scores = """
    -- how a picture really reached the screen; append-only
    CREATE TABLE display (
      session_id       BLOB    NOT NULL,
      position         INTEGER NOT NULL,
      slot             INTEGER NOT NULL,
      -- redrawn after resize, resume or change of protocol: +1
      showing          INTEGER NOT NULL CHECK (showing >= 0),
      -- what the terminal answered, made safe
      terminal         TEXT    NOT NULL CHECK (length(terminal) <= 64),
      -- kitty, iterm2, sixel, half-block, ascii, ...
      renderer         TEXT    NOT NULL CHECK (length(renderer) BETWEEN 1 AND 32),
      -- screen pixels per picture pixel = num / den
      scale_num        INTEGER NOT NULL CHECK (scale_num > 0),
      scale_den        INTEGER NOT NULL CHECK (scale_den > 0),
      -- 1: every picture pixel sent unchanged (whole-number repetition allowed)
      pixel_exact      INTEGER NOT NULL CHECK (pixel_exact IN (0, 1)),
      -- 0 = true colour
      palette_colors   INTEGER NOT NULL CHECK (palette_colors BETWEEN 0 AND 65536),
      -- milli-dB, shown against stimulus; NULL = infinite (exact) or not computed
      display_psnr_mdb INTEGER CHECK (display_psnr_mdb >= 0),
      crop_x           INTEGER NOT NULL CHECK (crop_x >= 0),
      crop_y           INTEGER NOT NULL CHECK (crop_y >= 0),
      crop_width       INTEGER NOT NULL CHECK (crop_width  > 0),
      crop_height      INTEGER NOT NULL CHECK (crop_height > 0),
      -- top left cell of the picture on the screen
      cell_column      INTEGER NOT NULL CHECK (cell_column >= 0),
      cell_row         INTEGER NOT NULL CHECK (cell_row >= 0),
      -- terminal size in cells
      terminal_columns INTEGER NOT NULL CHECK (terminal_columns > 0),
      terminal_rows    INTEGER NOT NULL CHECK (terminal_rows > 0),
      -- 0 = terminal did not say
      cell_width_px    INTEGER NOT NULL CHECK (cell_width_px  >= 0),
      cell_height_px   INTEGER NOT NULL CHECK (cell_height_px >= 0),
      crc              INTEGER NOT NULL CHECK (crc BETWEEN 0 AND 4294967295),
      PRIMARY KEY (session_id, position, slot, showing),
      FOREIGN KEY (session_id, position, slot) REFERENCES presentation_item,
      CHECK (pixel_exact = 0 OR display_psnr_mdb IS NULL)
    ) STRICT, WITHOUT ROWID;
    -- append-only; a re-rating is revision + 1
    CREATE TABLE rating (
      session_id BLOB    NOT NULL,
      position   INTEGER NOT NULL,
      -- the item the score is about; pc: 0, and score = slot preferred
      slot       INTEGER NOT NULL,
      revision   INTEGER NOT NULL CHECK (revision >= 0),
      -- what the rater saw when the score was given
      showing    INTEGER NOT NULL,
      -- the exact range is study_scale's, see rating_in_scale
      score      INTEGER NOT NULL CHECK (score BETWEEN -3 AND 100),
      -- wall clock, Unix ms
      shown_ms   INTEGER NOT NULL,
      -- monotonic clock
      latency_ms INTEGER NOT NULL CHECK (latency_ms >= 0),
      crc        INTEGER NOT NULL CHECK (crc BETWEEN 0 AND 4294967295),
      PRIMARY KEY (session_id, position, slot, revision),
      FOREIGN KEY (session_id, position, slot, showing) REFERENCES display
    ) STRICT, WITHOUT ROWID;
    -- Enter on a page of several rated items; a second row after an undo
    CREATE TABLE confirmation (
      session_id   BLOB    NOT NULL,
      position     INTEGER NOT NULL,
      revision     INTEGER NOT NULL CHECK (revision >= 0),
      confirmed_ms INTEGER NOT NULL,
      crc          INTEGER NOT NULL CHECK (crc BETWEEN 0 AND 4294967295),
      PRIMARY KEY (session_id, position, revision),
      FOREIGN KEY (session_id, position) REFERENCES presentation
    ) STRICT, WITHOUT ROWID;
    -- hash of each provenance record (session.json) written
    CREATE TABLE session_record (
      session_id    BLOB    NOT NULL REFERENCES session,
      record_no     INTEGER NOT NULL CHECK (record_no >= 0),
      record_sha256 BLOB    NOT NULL CHECK (length(record_sha256) = 32),
      written_ms    INTEGER NOT NULL,
      PRIMARY KEY (session_id, record_no)
    ) STRICT, WITHOUT ROWID;
    -- local only: rows the shared server has not confirmed yet
    CREATE TABLE outbox (
      seq      INTEGER PRIMARY KEY,
      -- 1 session with its plan, 2 rating with its display row, 3 display alone, 4 claim, 5
      -- confirmation, 6 session record
      kind     INTEGER NOT NULL,
      id       BLOB    NOT NULL,
      position INTEGER,
      slot     INTEGER,
      -- revision, showing, epoch or record_no
      number   INTEGER
    ) STRICT;
    """

  /// Version 2: with which bytes a picture was sent.
  static let displayDetail = """
    -- at most one row a display; a display of version 1 and of older exports has none
    CREATE TABLE display_detail (
      session_id       BLOB    NOT NULL,
      position         INTEGER NOT NULL,
      slot             INTEGER NOT NULL,
      showing          INTEGER NOT NULL,
      -- raw, png, redefine, layers, shared-layers, single, half-block, ascii, simulated
      technique        TEXT    NOT NULL CHECK (length(technique) BETWEEN 1 AND 16),
      -- 8-bit levels; 0 = exact; NULL = characters
      max_abs_error    INTEGER CHECK (max_abs_error BETWEEN 0 AND 255),
      -- images that hold the picture
      image_count      INTEGER NOT NULL CHECK (image_count >= 0),
      byte_count       INTEGER NOT NULL CHECK (byte_count >= 0),
      -- different colours shown; 0 = true colour
      colors           INTEGER NOT NULL CHECK (colors BETWEEN 0 AND 16777216),
      -- sixel registers an image may use; 0 = no sixels
      registers        INTEGER NOT NULL CHECK (registers BETWEEN 0 AND 65536),
      -- rule by which sixel colours became samples; '' = no sixels
      percent_curve    TEXT    NOT NULL CHECK (length(percent_curve) <= 16),
      -- last byte written to the terminal's answer; NULL = no answer in time
      acknowledged_ms  INTEGER CHECK (acknowledged_ms >= 0),
      -- what the file said about its colours; '' = nothing
      color_chunks     TEXT    NOT NULL CHECK (length(color_chunks) <= 128),
      crc              INTEGER NOT NULL CHECK (crc BETWEEN 0 AND 4294967295),
      PRIMARY KEY (session_id, position, slot, showing),
      FOREIGN KEY (session_id, position, slot, showing) REFERENCES display
    ) STRICT, WITHOUT ROWID;
    """
}
