-- Nothing ever counted them: a repeat is answered from what is known, and writes nothing.
alter table operation drop column repeats;
