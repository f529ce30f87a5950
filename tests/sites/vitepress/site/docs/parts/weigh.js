import { scales } from './scales.js'

// #region weigh
export const weigh = (bell) => bell.kilograms
// #endregion weigh
