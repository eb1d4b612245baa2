/** Every style of the pieces, in their order: tokens first, paper last. Come with `wearLook`. */
import './theme/tokens.css';
import './theme/base.css';
import './theme/controls.css';
import './feedback/feedback.css';
import './shell/shell.css';
import './table/table.css';
import './detail/detail.css';
import './record/record.css';
import './lib/tiles.css';
import './import/import.css';
import './job/job.css';
import './chart/chart.css';
import './map/map.css';
import './graph/graph.css';
import './theme/print.css';
import './theme/paper.css';
