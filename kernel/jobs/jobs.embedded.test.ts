import './jobs.test.ts';
import './nodes.test.ts';
