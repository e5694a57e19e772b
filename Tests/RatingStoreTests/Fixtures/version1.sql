-- A store of version 1 with one session of four scores, as that version wrote it (.dump of sqlite3).
PRAGMA application_id = 1330661710;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('v1');
CREATE TABLE store (
  id   INTEGER NOT NULL PRIMARY KEY CHECK (id = 0),
  kind TEXT    NOT NULL CHECK (kind IN ('real', 'simulated'))
) STRICT;
INSERT INTO store VALUES(0,'real');
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
INSERT INTO study VALUES(X'01000000000000000000000000000001','sample','Three methods',X'b2a413b70d4ce8a545db24b0a29fe171304a59e081165111e38adef20569a70c',1790000000000,3629432361);
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
INSERT INTO study_scale VALUES(X'01000000000000000000000000000001','srgan-acr-hr/1','acr-hr',1,5);
CREATE TABLE stimulus (
  study_id    BLOB    NOT NULL REFERENCES study,
  stimulus_no INTEGER NOT NULL CHECK (stimulus_no >= 0),
  file_sha256 BLOB    NOT NULL CHECK (length(file_sha256) = 32),
  width       INTEGER NOT NULL CHECK (width  BETWEEN 1 AND 8192),
  height      INTEGER NOT NULL CHECK (height BETWEEN 1 AND 8192),
  PRIMARY KEY (study_id, stimulus_no)
) STRICT, WITHOUT ROWID;
INSERT INTO stimulus VALUES(X'01000000000000000000000000000001',0,X'dfb701864cbd63af3a8d455e5977dde6956289366631571ef037cd0e73ebd055',480,320);
INSERT INTO stimulus VALUES(X'01000000000000000000000000000001',1,X'2cb601864cbc63afed8e455e5978dde6e26089366630571ea339cd0e73ecd055',480,320);
INSERT INTO stimulus VALUES(X'01000000000000000000000000000001',2,X'45bb01864cbf63afd489455e5975dde62f5f8936662f571e563bcd0e73edd055',480,320);
INSERT INTO stimulus VALUES(X'01000000000000000000000000000001',3,X'92b901864cbe63af878b455e5976dde67c5d8936662e571e093dcd0e73eed055',480,320);
INSERT INTO stimulus VALUES(X'01000000000000000000000000000001',4,X'13b101864cb963af6e86455e5973dde6c95b8936662d571ebc3ecd0e73efd055',480,320);
INSERT INTO stimulus VALUES(X'01000000000000000000000000000001',5,X'60af01864cb863af2188455e5974dde6165a8936662c571e6f40cd0e73f0d055',480,320);
INSERT INTO stimulus VALUES(X'01000000000000000000000000000001',6,X'79b401864cbb63af0883455e5971dde663588936662b571e2242cd0e73f1d055',480,320);
INSERT INTO stimulus VALUES(X'01000000000000000000000000000001',7,X'c6b201864cba63afbb84455e5972dde6b0568936662a571ed543cd0e73f2d055',480,320);
INSERT INTO stimulus VALUES(X'01000000000000000000000000000001',8,X'77c501864cc563afa27f455e596fdde62d7089366639571e8845cd0e73f3d055',480,320);
INSERT INTO stimulus VALUES(X'01000000000000000000000000000001',9,X'c4c301864cc463af5581455e5970dde67a6e89366638571e3b47cd0e73f4d055',480,320);
INSERT INTO stimulus VALUES(X'01000000000000000000000000000001',10,X'ddc801864cc763af3c7c455e596ddde6c76c89366637571eee48cd0e73f5d055',480,320);
INSERT INTO stimulus VALUES(X'01000000000000000000000000000001',11,X'2ac701864cc663afef7d455e596edde6146b89366636571ea14acd0e73f6d055',480,320);
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
INSERT INTO stimulus_key VALUES(X'01000000000000000000000000000001',0,'set5','image0','bicubic');
INSERT INTO stimulus_key VALUES(X'01000000000000000000000000000001',1,'set5','image0','srgan');
INSERT INTO stimulus_key VALUES(X'01000000000000000000000000000001',2,'set5','image0','hr');
INSERT INTO stimulus_key VALUES(X'01000000000000000000000000000001',3,'set5','image1','bicubic');
INSERT INTO stimulus_key VALUES(X'01000000000000000000000000000001',4,'set5','image1','srgan');
INSERT INTO stimulus_key VALUES(X'01000000000000000000000000000001',5,'set5','image1','hr');
INSERT INTO stimulus_key VALUES(X'01000000000000000000000000000001',6,'set5','image2','bicubic');
INSERT INTO stimulus_key VALUES(X'01000000000000000000000000000001',7,'set5','image2','srgan');
INSERT INTO stimulus_key VALUES(X'01000000000000000000000000000001',8,'set5','image2','hr');
INSERT INTO stimulus_key VALUES(X'01000000000000000000000000000001',9,'set5','image3','bicubic');
INSERT INTO stimulus_key VALUES(X'01000000000000000000000000000001',10,'set5','image3','srgan');
INSERT INTO stimulus_key VALUES(X'01000000000000000000000000000001',11,'set5','image3','hr');
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
INSERT INTO rater VALUES(X'02000000000000000000000000000001',X'01000000000000000000000000000001','r1','',1790000000000,0,26759257);
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
INSERT INTO session VALUES(X'03000000000000000000000000000001',X'01000000000000000000000000000001',X'02000000000000000000000000000001',0,'rated','srgan-acr-hr/1','lab-1','opine 1',-2,4,X'645abfbf98d6cb3bed1688b12bcd59ed06614abe5806314647617e85be16ddd1',1790000001000,699033525);
CREATE TABLE session_claim (
  session_id BLOB    NOT NULL REFERENCES session,
  epoch      INTEGER NOT NULL CHECK (epoch >= 0),
  station    TEXT    NOT NULL CHECK (length(station) BETWEEN 1 AND 64),
  claimed_ms INTEGER NOT NULL,
  PRIMARY KEY (session_id, epoch)
) STRICT, WITHOUT ROWID;
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
INSERT INTO presentation VALUES(X'03000000000000000000000000000001',0,0,'dummy',X'01000000000000000000000000000001','srgan-acr-hr/1',NULL,1);
INSERT INTO presentation VALUES(X'03000000000000000000000000000001',1,0,'test',X'01000000000000000000000000000001','srgan-acr-hr/1',NULL,1);
INSERT INTO presentation VALUES(X'03000000000000000000000000000001',2,0,'test',X'01000000000000000000000000000001','srgan-acr-hr/1',NULL,1);
INSERT INTO presentation VALUES(X'03000000000000000000000000000001',3,0,'test',X'01000000000000000000000000000001','srgan-acr-hr/1',NULL,1);
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
INSERT INTO presentation_item VALUES(X'03000000000000000000000000000001',0,0,X'01000000000000000000000000000001',0,'rated');
INSERT INTO presentation_item VALUES(X'03000000000000000000000000000001',1,0,X'01000000000000000000000000000001',1,'rated');
INSERT INTO presentation_item VALUES(X'03000000000000000000000000000001',2,0,X'01000000000000000000000000000001',2,'rated');
INSERT INTO presentation_item VALUES(X'03000000000000000000000000000001',3,0,X'01000000000000000000000000000001',3,'rated');
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
INSERT INTO display VALUES(X'03000000000000000000000000000001',0,0,0,'kitty 0.40.1','kitty',1,1,1,0,NULL,0,0,480,320,10,2,200,50,10,20,2207733285);
INSERT INTO display VALUES(X'03000000000000000000000000000001',1,0,0,'kitty 0.40.1','kitty',1,1,1,0,NULL,0,0,480,320,10,2,200,50,10,20,3159768483);
INSERT INTO display VALUES(X'03000000000000000000000000000001',2,0,0,'kitty 0.40.1','kitty',1,1,1,0,NULL,0,0,480,320,10,2,200,50,10,20,4229267753);
INSERT INTO display VALUES(X'03000000000000000000000000000001',3,0,0,'kitty 0.40.1','kitty',1,1,1,0,NULL,0,0,480,320,10,2,200,50,10,20,3285510831);
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
INSERT INTO rating VALUES(X'03000000000000000000000000000001',0,0,0,0,1,1790000000000,1532,1215325851);
INSERT INTO rating VALUES(X'03000000000000000000000000000001',1,0,0,0,2,1790000003000,1532,3978081712);
INSERT INTO rating VALUES(X'03000000000000000000000000000001',2,0,0,0,3,1790000006000,1532,3361555088);
INSERT INTO rating VALUES(X'03000000000000000000000000000001',3,0,0,0,4,1790000009000,1532,321760163);
CREATE TABLE confirmation (
  session_id   BLOB    NOT NULL,
  position     INTEGER NOT NULL,
  revision     INTEGER NOT NULL CHECK (revision >= 0),
  confirmed_ms INTEGER NOT NULL,
  crc          INTEGER NOT NULL CHECK (crc BETWEEN 0 AND 4294967295),
  PRIMARY KEY (session_id, position, revision),
  FOREIGN KEY (session_id, position) REFERENCES presentation
) STRICT, WITHOUT ROWID;
CREATE TABLE session_record (
  session_id    BLOB    NOT NULL REFERENCES session,
  record_no     INTEGER NOT NULL CHECK (record_no >= 0),
  record_sha256 BLOB    NOT NULL CHECK (length(record_sha256) = 32),
  written_ms    INTEGER NOT NULL,
  PRIMARY KEY (session_id, record_no)
) STRICT, WITHOUT ROWID;
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
CREATE INDEX session_by_study ON session (study_id);
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
COMMIT;
