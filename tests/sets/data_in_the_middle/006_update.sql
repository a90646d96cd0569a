UPDATE word SET length = length(text);
