import './events.test.ts';
import './order.test.ts';
