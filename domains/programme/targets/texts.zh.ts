export const zh = { module: '规划目标', read: '查看规划的基数和目标' };
