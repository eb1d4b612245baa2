import { overlapStory } from '../testing/overlap-story.ts';

overlapStory();
